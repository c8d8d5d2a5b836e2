namespace KubeFate.Kubernetes;

/// <summary>All workloads of a cluster at one moment. Two snapshots are equal when they say the same.</summary>
public sealed record ClusterSnapshot
{
    /// <summary>By kind, then name. Jobs of helm hooks and of CronJobs are left out: helm and the schedule look after them.</summary>
    public required IReadOnlyList<WorkloadState> Workloads { get; init; }

    /// <summary>Volume claims that carry the cluster's label or that one of its pods mounts, by name.</summary>
    public required IReadOnlyList<ClaimState> Claims { get; init; }

    /// <summary>There is at least one workload and every one is available.</summary>
    public required bool AllReady { get; init; }

    /// <summary>
    /// Container name to <c>Running</c>, <c>Waiting</c> or <c>Terminated</c>; the worst of them (in the order Waiting, Terminated, Running)
    /// where several pods have a container of that name.
    /// </summary>
    public required SortedDictionary<string, string> Containers { get; init; }

    /// <summary>What could not be seen, such as events without the right to list them, or an API server that is away just now.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public bool Equals(ClusterSnapshot? other) =>
        other is not null && AllReady == other.AllReady && Workloads.SequenceEqual(other.Workloads) && Claims.SequenceEqual(other.Claims)
        && Containers.SequenceEqual(other.Containers) && Notes.SequenceEqual(other.Notes, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(AllReady, Workloads.Count, Claims.Count, Containers.Count);
}

/// <summary>A volume claim.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bound">It has a volume.</param>
/// <param name="WaitingFor">Why it has none yet, in a sentence; null when bound.</param>
/// <param name="Stuck">It will not get one by itself.</param>
public sealed record ClaimState(string Name, bool Bound, string? WaitingFor, bool Stuck);
