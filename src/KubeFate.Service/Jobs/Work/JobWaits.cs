using KubeFate.Kubernetes;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Jobs.Work;

/// <summary>All that a running job waits for beside its workloads: a slot, and the end of an outage. It says so, and holds no slot meanwhile.</summary>
internal sealed class JobWaits(JobRecord job, JobSlot slot, LeasedWriter writer, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private string? _shown = job.WaitingFor;

    /// <summary>Which slots it takes: those of the job as it was claimed, until it is wound up.</summary>
    public JobLane Lane { get; set; } = JobLanes.Of(job);

    /// <summary>What it waits for just now, or did when it was ended; null when it works.</summary>
    public string? Waiting { get; private set; }

    /// <summary>Takes a slot, after those that wait for one already.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (slot.Take(Lane, cancellationToken) is not { } wait) return;
        await ShowAsync(JobLanes.Queued(Lane, wait.Before), null, cancellationToken);
        await wait.Turn;
        await ShowAsync(null, null, cancellationToken);
    }

    /// <summary>Gives the slot back: what comes now is waiting.</summary>
    public void Rest() => slot.GiveBack();

    /// <summary>
    /// Does the work of a step, and does it again after failures that may pass (<see cref="Transience"/>), ever more rarely. The token, which
    /// the job's time limit and a stop cancel, decides how long.
    /// </summary>
    public async Task<T> PersistAsync<T>(string step, bool rests, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(time, FirstPause, LongestPause);
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                var result = await work(cancellationToken);
                if (backoff.Failures > 0) await GoOnAsync(step, began);
                return result;
            }
            catch (Exception e) when (backoff.Failures < Transience.Bears(e) && !cancellationToken.IsCancellationRequested && !writer.Lost.IsCancellationRequested)
            {
                if (backoff.Failures == 0) began = time.GetTimestamp();
                Rest();
                // Of a database that is away nothing can be written into it.
                if (e is not StorageException) await TellAsync(step, JobFailure.From(e, job.Uuid), cancellationToken);
                await backoff.WaitAsync(null, cancellationToken);
                if (!rests) await WorkAsync(cancellationToken);
            }
        }
    }

    private Task TellAsync(string step, JobFailure failure, CancellationToken cancellationToken)
    {
        var text = $"{step.Replace('-', ' ')} waits and is tried again: {failure.Message}";
        return ShowAsync(text, _told.Add(text) ? JobEventRecords.Warning(time.GetUtcNow(), text) : null, cancellationToken);
    }

    private Task GoOnAsync(string step, long began)
    {
        var message = $"{step.Replace('-', ' ')} went on after {time.GetElapsedTime(began).TotalSeconds:0} s";
        return ShowAsync(null, Waiting is null ? null : JobEventRecords.Step(time.GetUtcNow(), step, StepStatus.Started, message), writer.Lost);
    }

    private async Task ShowAsync(string? text, JobEventRecord? told, CancellationToken cancellationToken)
    {
        Waiting = text;
        if (_shown == text && told is null) return;
        await writer.WriteAsync(
            (db, cancel) => db.GetTable<JobRecord>().Where(j => j.Id == job.Id).Set(j => j.WaitingFor, text).UpdateAsync(cancel), told is null ? [] : [told], cancellationToken);
        _shown = text;
    }
}
