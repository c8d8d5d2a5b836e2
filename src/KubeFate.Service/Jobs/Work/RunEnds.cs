using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs.Work;

/// <summary>What can end a run before its handler does, beside a lost lease: a stop request, the time limit, a shutdown. It tells which it was.</summary>
internal sealed class RunEnds : IDisposable
{
    private readonly JobRecord _job;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _any;

    public RunEnds(JobRecord job, TimeProvider time, CancellationToken shutdown)
    {
        _job = job;
        Shutdown = shutdown;
        // From the first start: a restart gives no new time, and the limit may be over before this run begins.
        var left = (job.StartedAt ?? job.CreatedAt) + job.TimeLimit - time.GetUtcNow();
        _limit = left > TimeSpan.Zero ? new CancellationTokenSource(Longest(left), time) : new CancellationTokenSource();
        if (left <= TimeSpan.Zero) _limit.Cancel();
        if (job.StopRequested) _stop.Cancel();
        _any = CancellationTokenSource.CreateLinkedTokenSource(shutdown, _stop.Token, _limit.Token);
    }

    /// <summary>This process ends.</summary>
    public CancellationToken Shutdown { get; }

    /// <summary>Cancelled by any of the three.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>Somebody asked to stop the job. May come late, when the run is over.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended; the request finds a job that is over.
        }
    }

    /// <summary>How the job ends, given the exception that came out of its handler, and what the job waited for.</summary>
    public JobEnding Judge(Exception exception, IReadOnlyList<string> unready)
    {
        if (_stop.IsCancellationRequested) return new JobEnding { Status = JobStatus.Canceled, State = "job stopped" };
        if (_limit.IsCancellationRequested) return TimedOut(unready);

        var failure = JobFailure.From(exception, _job.Uuid);
        return new JobEnding { Status = JobStatus.Failed, State = $"job run Failed: {failure.Message}", Failure = failure };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _any.Dispose();
        _limit.Dispose();
        _stop.Dispose();
    }

    private JobEnding TimedOut(IReadOnlyList<string> unready)
    {
        var waiting = unready.Count == 0 ? "" : $"; not ready: {string.Join("; ", unready)}";
        var message = $"the job did not end within its time limit of {_job.TimeLimit:g}{waiting}. See what it waits for, or set timeLimit higher";
        return new JobEnding
        {
            Status = JobStatus.Timeout,
            State = "job run Timeout",
            Failure = new JobFailure(JobFailure.Timeout, message, unready.Count == 0 ? null : string.Join('\n', unready)),
        };
    }

    // A timer holds 49 days.
    private static TimeSpan Longest(TimeSpan span) => span < TimeSpan.FromDays(45) ? span : TimeSpan.FromDays(45);
}
