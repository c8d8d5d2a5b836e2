using System.Runtime.CompilerServices;
using KubeFate.Client.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;

namespace KubeFate.Service.Jobs;

/// <summary>The events of a job as a stream.</summary>
internal sealed class JobEvents(JobStore jobs, JobEventStore events, JobSignals signals, JobOptions options, TimeProvider time)
{
    /// <summary>How many events are in memory at once, for one follower.</summary>
    private const int Batch = 200;

    /// <summary>
    /// The events after that number, first those that were, then those that come, up to and with the one of type <c>end</c>. Of a job that
    /// has ended, the rest of its history. Ends early when the job is deleted.
    /// </summary>
    public async IAsyncEnumerable<JobEvent> FollowAsync(JobRecord job, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var follower = signals.Follow(job.Uuid);
        while (true)
        {
            // Asked for before reading: an event that is written during the read wakes us again.
            var news = follower.Next;
            var batch = await events.ReadAsync(job.Id, after, Batch, cancellationToken);
            foreach (var e in batch)
            {
                after = e.Number;
                yield return JobMapping.ToWire(e);
                if (e.Type == JobEventType.End) yield break;
            }

            if (batch.Count == Batch) continue;
            if (batch.Count == 0 && await IsOverAsync(job.Uuid, after, cancellationToken)) yield break;
            await WaitAsync(job.Uuid, news, cancellationToken);
        }
    }

    private async Task<bool> IsOverAsync(string uuid, long after, CancellationToken cancellationToken) =>
        await jobs.FindAsync(uuid, cancellationToken) is not { } job || (JobTransitions.IsFinal(job.Status) && job.LastEvent <= after);

    // News of a job that runs in this process come as signals; the slow look is then only against a lost one.
    private async Task WaitAsync(string uuid, Task news, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var interval = signals.IsRunningHere(uuid) ? options.FollowInterval * 10 : options.FollowInterval;
        await Task.WhenAny(news, Task.Delay(interval, time, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
