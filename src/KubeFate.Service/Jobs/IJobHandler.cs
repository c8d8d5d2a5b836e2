using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs;

/// <summary>How a job ends.</summary>
internal sealed record JobEnding
{
    /// <summary>Success, Failed, Timeout or Canceled.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The last line of the job's states, such as <c>job run Success</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it failed or timed out; null otherwise.</summary>
    public JobFailure? Failure { get; init; }
}

/// <summary>
/// What one method of job does. A handler keeps nothing in memory between steps: the job may be taken over by another process at any
/// point, and then <see cref="RunAsync"/> is called again there and finds its finished steps skipped.
/// </summary>
internal interface IJobHandler
{
    /// <summary>The method it handles, a word of <see cref="JobMethod"/>.</summary>
    string Method { get; }

    /// <summary>
    /// Runs the job through the recorded steps of <see cref="JobContext"/>, and answers the last line of its states (<c>job run Success</c>). An
    /// exception fails the job. The token is cancelled by a stop request, the time limit, a lost lease and a shutdown.
    /// </summary>
    Task<string> RunAsync(JobContext job, CancellationToken cancellationToken);

    /// <summary>
    /// Winds up after a stop, a timeout or a failure, before the end is recorded; its steps are recorded too and run at least once. The
    /// default leaves everything as it is, for inspection. Answers the ending as it is to be recorded, with what became of the winding up.
    /// </summary>
    Task<JobEnding> CleanUpAsync(JobContext job, JobEnding ending, CancellationToken cancellationToken) => Task.FromResult(ending);

    /// <summary>Writes what the end means for the cluster, in the one transaction that ends the job under its lease.</summary>
    Task RecordEndAsync(StorageConnection db, JobRecord job, JobEnding ending, CancellationToken cancellationToken);
}
