using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs.Work;

/// <summary>A job that this worker has claimed, who handles it, and its slot.</summary>
internal sealed record Claim(JobRecord Job, IJobHandler Handler, JobSlot Slot);

/// <summary>Finds jobs that nobody works on, and claims as many as there are slots for; the others learn what they wait for.</summary>
internal sealed class JobClaims(JobStore jobs, JobLeaseStore leases, JobHandlers handlers, WorkerPresence presence, JobSlots slots, JobLine line)
{
    /// <summary>Gives each claimed job to <paramref name="run"/>, and answers when to look again: when the next lease of another worker ends, at the latest after the usual interval.</summary>
    public async Task<TimeSpan> ClaimAsync(JobLook look, Action<Claim> run, CancellationToken cancellationToken)
    {
        var lookAfter = look.Interval;
        if (!await jobs.AnyUnfinishedAsync(cancellationToken)) return lookAfter;

        var free = new List<JobRecord>();
        foreach (var job in await jobs.ListUnfinishedAsync(cancellationToken))
        {
            if (look.IsRunningHere(job.Uuid) || handlers.Find(job.Method) is null) continue;
            if (!IsDead(job) && job.LeaseUntil > look.Now) lookAfter = Shorter(lookAfter, job.LeaseUntil.Value - look.Now);
            else free.Add(job);
        }

        var queued = new List<JobRecord>();
        foreach (var job in FairOrder.Of(free, slots.Standing))
        {
            if (slots.TryTake(JobLanes.Of(job), job.Creator) is { } slot) await ClaimAsync(job, slot, look, run, cancellationToken);
            else queued.Add(job);
        }

        await line.TellAsync(queued, cancellationToken);
        return lookAfter;
    }

    private async Task ClaimAsync(JobRecord job, JobSlot slot, JobLook look, Action<Claim> run, CancellationToken cancellationToken)
    {
        JobRecord? claimed = null;
        try
        {
            claimed = await leases.TryClaimAsync(job, presence.Owner, look.LeaseLength, IsDead(job), cancellationToken);
            if (claimed is not null) run(new Claim(claimed, handlers.Find(job.Method)!, slot));
        }
        finally
        {
            // If the claim was written and its answer lost: the job is ours until the lease ends; then it is found again.
            if (claimed is null) slot.Dispose();
        }
    }

    private bool IsDead(JobRecord job) => job.LeaseOwner is { } owner && presence.IsDead(owner);

    // A live worker renews long before its lease ends, so this look mostly finds nothing: not more often than each second.
    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => b >= a ? a : b > TimeSpan.FromSeconds(1) ? b : TimeSpan.FromSeconds(1);
}

/// <summary>One look for jobs.</summary>
/// <param name="Now">When it is.</param>
/// <param name="Interval">When the next is, at the latest.</param>
/// <param name="LeaseLength">For how long a job is claimed.</param>
/// <param name="IsRunningHere">Whether this process runs that job.</param>
internal sealed record JobLook(DateTimeOffset Now, TimeSpan Interval, TimeSpan LeaseLength, Func<string, bool> IsRunningHere);
