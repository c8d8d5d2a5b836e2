namespace KubeFate.Kubernetes;

/// <summary>A pod of a cluster, for reading its logs.</summary>
/// <param name="Name">The pod.</param>
/// <param name="Module">The label <c>fateMoudle</c>, else the pod's name.</param>
/// <param name="Containers">Its containers in the pod's order.</param>
/// <param name="InitContainers">Its init containers in the order they run.</param>
public sealed record PodInfo(string Name, string Module, IReadOnlyList<string> Containers, IReadOnlyList<string> InitContainers);
