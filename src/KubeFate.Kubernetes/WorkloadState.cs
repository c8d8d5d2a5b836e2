namespace KubeFate.Kubernetes;

/// <summary>The kinds of workload that are judged.</summary>
public enum WorkloadKind
{
    Deployment,
    StatefulSet,
    DaemonSet,
    Job,
}

/// <summary>How a workload does.</summary>
public enum WorkloadCondition
{
    /// <summary>Rolled out and ready, as <c>kubectl rollout status</c> judges; for a Job: complete.</summary>
    Available,

    /// <summary>On the way: not ready yet, nothing known that stops it.</summary>
    Progressing,

    /// <summary>Not ready, and it will not become so by itself: see <see cref="WorkloadState.WaitingFor"/>.</summary>
    Unavailable,
}

/// <summary>One workload of a cluster at one moment.</summary>
public sealed record WorkloadState
{
    public required WorkloadKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The FATE module: the label <c>fateMoudle</c> (the charts' own spelling), else <see cref="Name"/>.</summary>
    public required string Module { get; init; }

    public required WorkloadCondition Condition { get; init; }

    /// <summary>Pods that are ready and of the newest revision; of a Job, the completions.</summary>
    public required int Ready { get; init; }

    /// <summary>Pods that are wanted; of a Job, the completions wanted.</summary>
    public required int Desired { get; init; }

    /// <summary>One plain sentence: why it is not ready yet and, where somebody must act, what to do. Null when it is available.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>What kind of sentence <see cref="WaitingFor"/> is; docs/troubleshooting.md explains each.</summary>
    public WaitReason? Reason { get; init; }

    /// <summary>It will not heal by itself. A Deployment that crashes until its database is up counts only after some restarts.</summary>
    public bool Stuck { get; init; }

    /// <summary>When the last of its pods became ready, or the Job completed; to the second, as Kubernetes stores it.</summary>
    public DateTimeOffset? ReadySince { get; init; }
}
