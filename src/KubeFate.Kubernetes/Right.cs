namespace KubeFate.Kubernetes;

/// <summary>To do something with a kind of object in a namespace, as an access review names it.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Resource">The plural, with its subresource if it is one: <c>deployments</c>, <c>pods/log</c>.</param>
/// <param name="Verb">Such as <c>create</c>.</param>
public sealed record Right(string Group, string Resource, string Verb)
{
    /// <summary>Such as <c>create deployments.apps</c>.</summary>
    public override string ToString() => $"{Verb} {Name}";

    /// <summary>As kubectl names the resource: <c>secrets</c>, <c>deployments.apps</c>.</summary>
    public string Name => Group.Length == 0 ? Resource : $"{Resource}.{Group}";
}
