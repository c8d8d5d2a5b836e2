using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Which pods belong to which workload, by owner references.</summary>
internal sealed class Ownership(ClusterObjects objects)
{
    private readonly ILookup<string, Pod> _podsByOwner = objects.Pods.ToLookup(pod => pod.Metadata.Owner?.Uid ?? "", StringComparer.Ordinal);
    private readonly ILookup<string, ReplicaSet> _setsByOwner = objects.ReplicaSets.ToLookup(set => set.Metadata.Owner?.Uid ?? "", StringComparer.Ordinal);

    /// <summary>All pods of a workload, old and new, those that are being ended too.</summary>
    public IReadOnlyList<Pod> PodsOf(IResource workload)
    {
        if (workload is not Deployment) return [.. _podsByOwner[workload.Metadata.Uid]];

        // Without a ReplicaSet in sight (no right to see them, or its watch is a moment late) the owner's name tells: DEPLOYMENT-HASH.
        var sets = _setsByOwner[workload.Metadata.Uid].ToList();
        return sets.Count > 0
            ? [.. sets.SelectMany(set => _podsByOwner[set.Metadata.Uid])]
            : [.. objects.Pods.Where(pod => pod.Metadata.Owner is { Kind: "ReplicaSet" } owner && IsSetOf(owner.Name, workload.Metadata.Name))];
    }

    /// <summary>The ReplicaSet of a Deployment's newest revision; null before there is one.</summary>
    public ReplicaSet? NewestSetOf(Deployment deployment) =>
        _setsByOwner[deployment.Metadata.Uid].MaxBy(set => (set.Revision, set.Metadata.CreationTimestamp));

    private static bool IsSetOf(string set, string deployment) =>
        set.LastIndexOf('-') == deployment.Length && set.StartsWith(deployment, StringComparison.Ordinal);
}
