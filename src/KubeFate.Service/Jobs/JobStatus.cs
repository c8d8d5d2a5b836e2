using System.Collections.Frozen;

namespace KubeFate.Service.Jobs;

/// <summary>
/// Where a job stands. The words are those of /v1, a closed set (<see cref="Client.Jobs.JobStatus"/>): every state of ours is one of
/// them, and they are stored as words.
/// </summary>
internal enum JobStatus
{
    /// <summary>Waits for a worker.</summary>
    Pending,

    /// <summary>A worker has it, or will take it over.</summary>
    Running,

    /// <summary>Its change failed and is being taken back.</summary>
    Rollback,

    /// <summary>Somebody asked to stop it; it is being wound up.</summary>
    Stopping,

    Success,
    Failed,
    Timeout,
    Canceled,
}

/// <summary>The one table of what may follow what. Every write of a status names the states it may come from.</summary>
internal static class JobTransitions
{
    private static readonly FrozenDictionary<JobStatus, JobStatus[]> Next = new Dictionary<JobStatus, JobStatus[]>
    {
        [JobStatus.Pending] = [JobStatus.Running, JobStatus.Stopping],
        [JobStatus.Running] = [JobStatus.Success, JobStatus.Failed, JobStatus.Timeout, JobStatus.Rollback, JobStatus.Stopping],
        // Not Stopping: half of a change taken back is worse than either whole.
        [JobStatus.Rollback] = [JobStatus.Failed, JobStatus.Timeout],
        // A job may have done its last step, failed, or run out of time before it saw the request.
        [JobStatus.Stopping] = [JobStatus.Canceled, JobStatus.Success, JobStatus.Failed, JobStatus.Timeout],
        [JobStatus.Success] = [],
        [JobStatus.Failed] = [],
        [JobStatus.Timeout] = [],
        [JobStatus.Canceled] = [],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<JobStatus, JobStatus[]> Previous =
        Enum.GetValues<JobStatus>().ToFrozenDictionary(to => to, to => Next.Where(row => row.Value.Contains(to)).Select(row => row.Key).ToArray());

    /// <summary>Whether a job may go from one status to the other.</summary>
    public static bool Allows(JobStatus from, JobStatus to) => Next[from].Contains(to);

    /// <summary>The states from which a job may come to this one.</summary>
    public static JobStatus[] Before(JobStatus to) => Previous[to];

    /// <summary>Whether nothing follows.</summary>
    public static bool IsFinal(JobStatus status) => Next[status].Length == 0;
}
