namespace KubeFate.Kubernetes;

/// <summary>A pod of a cluster, for reading its logs.</summary>
/// <param name="Name">The pod.</param>
/// <param name="Module">The label <c>fateMoudle</c>, else the pod's name.</param>
/// <param name="Containers">Its containers in the pod's order.</param>
/// <param name="InitContainers">Its init containers in the order they run.</param>
public sealed record PodInfo(string Name, string Module, IReadOnlyList<string> Containers, IReadOnlyList<string> InitContainers)
{
    /// <summary>Tells a pod from a later one of the same name.</summary>
    public string Uid { get; init; } = "";

    /// <summary>It ran to its end, and no container of it starts again.</summary>
    public bool IsOver { get; init; }

    /// <summary>How far each container is, init containers too; one that the kubelet has not looked at yet is missing.</summary>
    public IReadOnlyList<ContainerRun> Runs { get; init; } = [];
}

/// <summary>The newest run of a container.</summary>
/// <param name="Container">The container.</param>
/// <param name="Id">Tells it from the runs before and after it; empty when the container has not started yet.</param>
/// <param name="IsRunning">It runs right now.</param>
/// <param name="HasPrevious">There was a run before it, whose log is kept.</param>
/// <param name="WaitsFor">Why it does not run, such as <c>ContainerCreating</c>; null when it does, or has ended.</param>
public sealed record ContainerRun(string Container, string Id, bool IsRunning, bool HasPrevious, string? WaitsFor)
{
    /// <summary>There is a log to read.</summary>
    public bool HasStarted => Id.Length > 0;
}
