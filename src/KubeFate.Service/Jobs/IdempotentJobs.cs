using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs;

/// <summary>The job of a request, and whether it was there before.</summary>
internal sealed record AcceptedJob(JobRecord Job, bool IsReplayed);

/// <summary>
/// Lets a request be sent again: the same user, key and request answer the same job. The job's row holds the key under a unique index, so
/// this holds between replicas and over restarts, as long as the job is kept.
/// </summary>
internal sealed class IdempotentJobs(JobStore jobs)
{
    /// <summary>
    /// Runs <paramref name="accept"/>, which makes a job of that mark, unless there is one. Throws <c>idempotency_key_reused</c> when the key
    /// came with another request.
    /// </summary>
    public async Task<AcceptedJob> RunAsync(
        IdempotencyMark? mark, Func<CancellationToken, Task<JobRecord>> accept, CancellationToken cancellationToken)
    {
        if (mark is null) return new AcceptedJob(await accept(cancellationToken), IsReplayed: false);
        if (await FindAsync(mark, cancellationToken) is { } known) return known;
        try
        {
            return new AcceptedJob(await accept(cancellationToken), IsReplayed: false);
        }
        catch (ServiceException refusal) when (refusal.HttpStatus == 409)
        {
            // Two at once: the other one's job is why this one was refused.
            if (await FindAsync(mark, cancellationToken) is { } won) return won;
            throw;
        }
    }

    private async Task<AcceptedJob?> FindAsync(IdempotencyMark mark, CancellationToken cancellationToken)
    {
        if (await jobs.FindByKeyAsync(mark.Key, cancellationToken) is not { } job) return null;
        return job.RequestHash == mark.Request
            ? new AcceptedJob(job, IsReplayed: true)
            : throw new ServiceException("idempotency_key_reused",
                "this Idempotency-Key came with another request before; a new request needs a new key", 422);
    }
}
