using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs.Work;

/// <summary>A job that this worker has claimed, and who handles it.</summary>
internal sealed record Claim(JobRecord Job, IJobHandler Handler);

/// <summary>Finds jobs that nobody works on, and claims them.</summary>
internal sealed class JobClaims(
    JobStore jobs, JobLeaseStore leases, JobHandlers handlers, WorkerPresence presence, JobOptions options, TimeProvider time)
{
    /// <summary>Claims up to <paramref name="most"/> jobs, oldest first, and tells when to look again: when the next lease of another worker ends.</summary>
    public async Task<(IReadOnlyList<Claim> Claims, TimeSpan LookAfter)> ClaimAsync(int most, Func<string, bool> isRunningHere, CancellationToken cancellationToken)
    {
        var claims = new List<Claim>();
        var lookAfter = options.LookInterval;
        if (!await jobs.AnyUnfinishedAsync(cancellationToken)) return (claims, lookAfter);

        foreach (var job in await jobs.ListUnfinishedAsync(cancellationToken))
        {
            if (isRunningHere(job.Uuid) || handlers.Find(job.Method) is not { } handler) continue;

            var now = time.GetUtcNow();
            var dead = job.LeaseOwner is { } owner && presence.IsDead(owner);
            if (!dead && job.LeaseUntil > now)
            {
                lookAfter = Shorter(lookAfter, job.LeaseUntil.Value - now);
                continue;
            }

            if (claims.Count == most) break;
            if (await leases.TryClaimAsync(job, presence.Owner, options.LeaseLength, dead, cancellationToken) is { } claimed)
                claims.Add(new Claim(claimed, handler));
        }

        return (claims, lookAfter);
    }

    // A live worker renews long before its lease ends, so this look mostly finds nothing: not more often than each second.
    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => b >= a ? a : b > TimeSpan.FromSeconds(1) ? b : TimeSpan.FromSeconds(1);
}
