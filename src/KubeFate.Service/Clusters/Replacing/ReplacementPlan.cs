using System.Text.Json.Nodes;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters.Replacing;

/// <summary>An object that is deleted before helm comes, which makes it anew or leaves it away.</summary>
/// <param name="ApiVersion">Such as <c>apps/v1</c>.</param>
/// <param name="Kind">Such as <c>StatefulSet</c>.</param>
/// <param name="Name">Its own.</param>
/// <param name="Uid">Of the very object: what helm has made meanwhile under the name is another, and stays.</param>
/// <param name="Reason">Why, for the user.</param>
internal sealed record Removal(string ApiVersion, string Kind, string Name, string Uid, string Reason)
{
    /// <summary>The node port for which a Service goes; null when it goes for something else.</summary>
    public int? Frees { get; init; }
}

/// <summary>A folder of a volume in which a workload has its data, and which its cluster.yaml does not name.</summary>
/// <param name="Key">The key of cluster.yaml that names it, such as <c>mysql.subPath</c>.</param>
/// <param name="Folder">What it is; <c>/</c> is the volume's root.</param>
/// <param name="Place">Where it is mounted, for the user.</param>
internal sealed record DataFolder(string Key, string Folder, string Place);

/// <summary>
/// What has to be done before helm can bring a release to what it is to be. Recorded before any of it is done: once an object is gone, nobody can
/// find out again what it was.
/// </summary>
internal sealed record ReplacementPlan
{
    /// <summary>Deleted, with their pods and without their claims.</summary>
    public IReadOnlyList<Removal> Removals { get; init; } = [];

    /// <summary>Claims that the new manifests lack: marked, so that helm lets them be.</summary>
    public IReadOnlyList<string> KeptClaims { get; init; } = [];

    /// <summary>Said to the chart in place of cluster.yaml, so that data is found where it lies.</summary>
    public IReadOnlyList<DataFolder> Folders { get; init; } = [];

    /// <summary>Whether an object of that name goes first, so that its fields may be whatever they are to be.</summary>
    public bool MakesAnew(ObjectName name) => Removals.Any(removal => (removal.Kind, removal.Name) == (name.Kind, name.Name));

    /// <summary>Whether all that an object is refused for are node ports which Services have that go first.</summary>
    public bool Frees(JsonObject wanted, KubernetesException refusal) =>
        refusal.Causes.Count > 0 && refusal.Causes.All(HeldPort.IsCause) && HeldPort.Of(wanted, refusal).All(port => Removals.Any(removal => removal.Frees == port.Number));

    /// <summary>Whether Kubernetes has to be changed before helm comes.</summary>
    public bool ChangesObjects => Removals.Count > 0 || KeptClaims.Count > 0;

    /// <summary>What the user is told, a sentence each.</summary>
    public IEnumerable<string> Told() =>
    [
        .. Removals.Select(removal => $"{removal.Kind} {removal.Name} is deleted {(removal.Frees is null ? "and made anew" : "first")}, because {removal.Reason}{Cost(removal.Kind)}"),
        .. KeptClaims.Select(claim => $"the claim {claim} is kept, though the new chart does not use it: what needs its data has to name it (existingClaim: {claim})"),
        .. Folders.Select(folder => $"the data for {folder.Place} lies {(folder.Folder == "/" ? "at the root of its volume" : $"in the folder {folder.Folder} of its volume")} and is used there: write {folder.Key}: {folder.Folder} into cluster.yaml"),
    ];

    private static string Cost(string kind) => kind switch
    {
        "Service" => "",
        "StatefulSet" => "; its pods stop meanwhile, their claims and data stay",
        _ => "; its pods stop meanwhile",
    };
}
