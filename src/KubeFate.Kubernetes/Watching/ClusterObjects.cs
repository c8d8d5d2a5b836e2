using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Watching;

/// <summary>All objects of a cluster at one moment, as far as we read them. Nothing in it changes any more.</summary>
internal sealed record ClusterObjects
{
    /// <summary>The cluster's name.</summary>
    public required string Cluster { get; init; }

    public IReadOnlyList<Deployment> Deployments { get; init; } = [];

    public IReadOnlyList<ReplicaSet> ReplicaSets { get; init; } = [];

    public IReadOnlyList<StatefulSet> StatefulSets { get; init; } = [];

    public IReadOnlyList<DaemonSet> DaemonSets { get; init; } = [];

    public IReadOnlyList<Job> Jobs { get; init; } = [];

    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>Of the whole namespace: a chart can be told to use a claim that is not its own.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    public IReadOnlyList<ClusterEvent> Events { get; init; } = [];

    /// <summary>What could not be seen, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
