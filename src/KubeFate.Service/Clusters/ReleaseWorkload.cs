using System.Text.Json.Nodes;
using KubeFate.Kubernetes;
using KubeFate.Service.Manifests;

namespace KubeFate.Service.Clusters;

/// <summary>
/// A workload that a release's manifest lists and that carries the cluster's label. Deployments and StatefulSets only: every account that installs must be able to
/// see those, and nothing but a deletion makes them disappear, while a Job may be removed after its end (<c>ttlSecondsAfterFinished</c>).
/// </summary>
internal sealed record ReleaseWorkload(WorkloadKind Kind, string Name)
{
    private static readonly WorkloadKind[] Kinds = [WorkloadKind.Deployment, WorkloadKind.StatefulSet];

    /// <summary>Those of a manifest as helm keeps it.</summary>
    public static IReadOnlyList<ReleaseWorkload> In(string manifest, string cluster, string ns) =>
    [
        .. from item in ManifestDocuments.Objects(manifest)
           where item["metadata"] is JsonObject metadata && Text(metadata["labels"]?["name"]) == cluster && (Text(metadata["namespace"]) ?? ns) == ns
           from kind in Kinds
           where Text(item["apiVersion"])?.StartsWith("apps/", StringComparison.Ordinal) == true && Text(item["kind"]) == kind.ToString()
           select new ReleaseWorkload(kind, Text(item["metadata"]!["name"]) ?? ""),
    ];

    /// <summary>Those that are not there at that moment.</summary>
    public static IReadOnlyList<ReleaseWorkload> Missing(IReadOnlyList<ReleaseWorkload> listed, ClusterSnapshot snapshot) =>
        [.. listed.Where(one => !snapshot.Workloads.Any(there => there.Kind == one.Kind && there.Name == one.Name))];

    /// <summary>One plain sentence for whoever waits for it.</summary>
    public string Sentence => $"the {Kind} {Name} of the release is not in the namespace: was it deleted? Stop the job and try again";

    private static string? Text(JsonNode? node) => node?.ToString();
}
