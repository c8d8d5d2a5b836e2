namespace KubeFate.Simulator.Storage;

/// <summary>Names one object of the store.</summary>
/// <param name="Namespace">Empty for a cluster-scoped object.</param>
internal sealed record ObjectKey(ResourceType Type, string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? $"{Type}/{Name}" : $"{Type}/{Namespace}/{Name}";
}
