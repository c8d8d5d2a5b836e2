using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>The types served now: the built-in ones and those that CustomResourceDefinitions add.</summary>
internal sealed class ServedTypes
{
    private readonly Lock gate = new();
    private volatile IReadOnlyList<ResourceType> all = ResourceCatalog.All;

    /// <summary>All types, grouped as discovery shows them.</summary>
    public IReadOnlyList<ResourceType> All => all;

    /// <summary>Rises whenever <see cref="All"/> changes, so that answers made from it can be kept.</summary>
    public int Edition { get; private set; }

    public ResourceType? Find(string group, string version, string plural)
    {
        foreach (var type in all)
        {
            if (type.Plural == plural && type.Group == group && type.Version == version) return type;
        }

        return null;
    }

    /// <summary>Replaces the types of one CustomResourceDefinition.</summary>
    public void Serve(string group, string plural, IReadOnlyList<ResourceType> versions)
    {
        lock (gate)
        {
            all = [.. all.Where(type => type.Group != group || type.Plural != plural), .. versions];
            Edition++;
        }
    }
}
