using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Jobs.Records;

/// <summary>One lease: which job, whose, and the how-manieth. A write that names it does nothing once another lease has followed.</summary>
internal sealed record LeaseKey(long JobId, string Owner, int Attempt);

/// <summary>What workers do with jobs. Every write is one conditional update: the database decides who wins, on all three alike.</summary>
internal sealed class JobLeaseStore(Database database, TimeProvider time)
{
    /// <summary>
    /// Takes the job as it was seen (<paramref name="seen"/>); null when somebody else was first. A pending job becomes Running and starts
    /// its time. <paramref name="takeOver"/>: its owner is known to be dead, the lease need not have ended.
    /// </summary>
    public Task<JobRecord?> TryClaimAsync(JobRecord seen, string owner, TimeSpan length, bool takeOver, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) =>
        {
            var now = time.GetUtcNow();
            DateTimeOffset? until = now + length;
            DateTimeOffset? startedAt = seen.StartedAt ?? now;
            var status = seen.Status == JobStatus.Pending ? JobStatus.Running : seen.Status;
            var won = await db.GetTable<JobRecord>()
                .Where(j => j.Id == seen.Id && j.Attempt == seen.Attempt && j.Status == seen.Status && j.LiveKey != null
                    && (takeOver || j.LeaseUntil == null || j.LeaseUntil <= now))
                .Set(j => j.Status, status)
                .Set(j => j.LeaseOwner, owner)
                .Set(j => j.LeaseUntil, until)
                .Set(j => j.Attempt, j => j.Attempt + 1)
                .Set(j => j.StartedAt, startedAt)
                .Set(j => j.States, status == seen.Status ? seen.States : StateLines.First)
                .Set(j => j.WaitingFor, (string?)null)
                .Set(j => j.UpdatedAt, now)
                .UpdateAsync(cancel) == 1;
            if (!won) return null;

            var message = seen.Attempt == 0 ? "job started" : $"job taken up again, attempt {seen.Attempt + 1}";
            await JobEventStore.AppendAsync(db, seen.Id, [JobEventRecords.Status(now, status, message)], cancel);
            return await db.GetTable<JobRecord>().FirstOrDefaultAsync(j => j.Id == seen.Id, cancel);
        }, cancellationToken);

    /// <summary>Makes the lease longer. Null when it is lost; otherwise whether somebody asked to stop the job.</summary>
    public Task<bool?> RenewAsync(LeaseKey lease, TimeSpan length, CancellationToken cancellationToken) =>
        database.WriteAsync<bool?>(async (db, cancel) =>
        {
            DateTimeOffset? until = time.GetUtcNow() + length;
            if (await Under(db, lease).Set(j => j.LeaseUntil, until).UpdateAsync(cancel) != 1) return null;
            return await Under(db, lease).Select(j => j.StopRequested).SingleAsync(cancel);
        }, cancellationToken);

    /// <summary>
    /// One transaction of a worker. Its first statement makes sure of the lease and holds the job's row until the commit, so that nobody
    /// can claim the job in between; <see cref="LeaseLostException"/> when the lease is lost, and nothing is written.
    /// </summary>
    public Task WriteAsync(
        LeaseKey lease, Func<StorageConnection, CancellationToken, Task>? write, IReadOnlyList<JobEventRecord> events, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) =>
        {
            if (await Under(db, lease).Set(j => j.UpdatedAt, time.GetUtcNow()).UpdateAsync(cancel) != 1) throw new LeaseLostException();
            await JobEventStore.AppendAsync(db, lease.JobId, events, cancel);
            if (write is not null) await write(db, cancel);
        }, cancellationToken);

    /// <summary>Gives the job back: another worker may have it at once. For the world it goes on running.</summary>
    public Task<bool> ReleaseAsync(LeaseKey lease, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) => await Under(db, lease)
            .Set(j => j.LeaseOwner, (string?)null)
            .Set(j => j.LeaseUntil, (DateTimeOffset?)null)
            .UpdateAsync(cancel) == 1, cancellationToken);

    /// <summary>Ends the job and its lease; false when it may not end so from where it stands. The caller holds the lease.</summary>
    public async Task<bool> EndAsync(StorageConnection db, LeaseKey lease, JobEnding ending, CancellationToken cancellationToken)
    {
        var from = JobTransitions.Before(ending.Status);
        DateTimeOffset? now = time.GetUtcNow();
        return await Under(db, lease).Where(j => from.Contains(j.Status))
            .Set(j => j.Status, ending.Status)
            .Set(j => j.FailureCode, ending.Failure?.Code)
            .Set(j => j.FailureMessage, ending.Failure?.Message)
            .Set(j => j.FailureDetail, ending.Failure?.Detail)
            .Set(j => j.LiveKey, (string?)null)
            .Set(j => j.WaitingFor, (string?)null)
            .Set(j => j.LeaseOwner, (string?)null)
            .Set(j => j.LeaseUntil, (DateTimeOffset?)null)
            .Set(j => j.EndedAt, now)
            .Set(j => j.UpdatedAt, now.Value)
            .UpdateAsync(cancellationToken) == 1;
    }

    private static IQueryable<JobRecord> Under(StorageConnection db, LeaseKey lease) =>
        db.GetTable<JobRecord>().Where(j => j.Id == lease.JobId && j.LeaseOwner == lease.Owner && j.Attempt == lease.Attempt);
}
