using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Jobs.Records;

/// <summary>The jobs, to add, find and list. What a worker does with them under a lease is in <see cref="JobLeaseStore"/>.</summary>
internal sealed class JobStore(Database database, TimeProvider time)
{
    /// <summary>The job with that uuid; null when there is none or it was deleted.</summary>
    public Task<JobRecord?> FindAsync(string uuid, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<JobRecord>().FirstOrDefaultAsync(j => j.Uuid == uuid && j.DeletedAt == null, cancel), cancellationToken);

    /// <summary>The job that was made under that hash of an idempotency key; null when there is none.</summary>
    public Task<JobRecord?> FindByKeyAsync(string key, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<JobRecord>().FirstOrDefaultAsync(j => j.IdempotencyKey == key && j.DeletedAt == null, cancel), cancellationToken);

    /// <summary>Whether there is an unfinished job. In plain SQL: an idle service asks it every few seconds and nothing else.</summary>
    public async Task<bool> AnyUnfinishedAsync(CancellationToken cancellationToken) =>
        await database.ReadRowAsync("SELECT id FROM jobs WHERE live_key IS NOT NULL LIMIT 1", [], static _ => "", cancellationToken) is not null;

    /// <summary>The unfinished jobs, oldest first.</summary>
    public Task<List<JobRecord>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<JobRecord>().Where(j => j.LiveKey != null).OrderBy(j => j.Id).ToListAsync(cancel), cancellationToken);

    /// <summary>The modules of one job, by name.</summary>
    public Task<List<SubJobRecord>> ListSubJobsAsync(long jobId, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<SubJobRecord>().Where(s => s.JobId == jobId).OrderBy(s => s.Module).ToListAsync(cancel), cancellationToken);

    /// <summary>The steps of one job, in order.</summary>
    public Task<List<JobStepRecord>> ListStepsAsync(long jobId, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<JobStepRecord>().Where(s => s.JobId == jobId).OrderBy(s => s.Ordinal).ToListAsync(cancel), cancellationToken);

    /// <summary>Writes a new job in the caller's transaction and gives it its number.</summary>
    public static async Task<JobRecord> AddAsync(StorageConnection db, JobRecord job, CancellationToken cancellationToken) =>
        job with { Id = await db.InsertWithInt64IdentityAsync(job, token: cancellationToken) };

    /// <summary>Tells that a running job takes its change back; one that is being stopped stays Stopping. In the caller's transaction, under its lease.</summary>
    public static async Task BeginRollbackAsync(StorageConnection db, long jobId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = JobTransitions.Before(JobStatus.Rollback);
        var begun = await db.GetTable<JobRecord>().Where(j => j.Id == jobId && from.Contains(j.Status))
            .Set(j => j.Status, JobStatus.Rollback)
            .Set(j => j.UpdatedAt, now)
            .UpdateAsync(cancellationToken) == 1;
        if (begun) await JobEventStore.AppendAsync(db, jobId, [JobEventRecords.Status(now, JobStatus.Rollback, "taking the change back")], cancellationToken);
    }

    /// <summary>Removes a job that has ended and all that belongs to it; false when it has not ended or is gone.</summary>
    public static async Task<bool> DeleteAsync(StorageConnection db, long jobId, CancellationToken cancellationToken)
    {
        if (await db.GetTable<JobRecord>().Where(j => j.Id == jobId && j.LiveKey == null).DeleteAsync(cancellationToken) != 1) return false;
        await db.GetTable<JobEventRecord>().Where(e => e.JobId == jobId).DeleteAsync(cancellationToken);
        await db.GetTable<JobStepRecord>().Where(s => s.JobId == jobId).DeleteAsync(cancellationToken);
        await db.GetTable<SubJobRecord>().Where(s => s.JobId == jobId).DeleteAsync(cancellationToken);
        return true;
    }

    /// <summary>Records a stop request; false when the job cannot be stopped from where it stands.</summary>
    public async Task<bool> RequestStopAsync(StorageConnection db, long jobId, CancellationToken cancellationToken)
    {
        var from = JobTransitions.Before(JobStatus.Stopping);
        return await db.GetTable<JobRecord>().Where(j => j.Id == jobId && from.Contains(j.Status))
            .Set(j => j.Status, JobStatus.Stopping)
            .Set(j => j.StopRequested, true)
            .Set(j => j.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;
    }
}
