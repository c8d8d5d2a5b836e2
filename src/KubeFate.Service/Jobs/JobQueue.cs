using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;

namespace KubeFate.Service.Jobs;

/// <summary>What a new job needs.</summary>
internal sealed record NewJob
{
    /// <summary>A word of <see cref="JobMethod"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The cluster; empty for a job of none.</summary>
    public required string ClusterUuid { get; init; }

    /// <summary>The user's name.</summary>
    public required string Creator { get; init; }

    /// <summary>The request as JSON text without its secrets, shown again as <c>meta_data</c>.</summary>
    public string? Request { get; init; }

    /// <summary>The request with its secrets; null when it has none.</summary>
    public string? Sealed { get; init; }

    public TimeSpan TimeLimit { get; init; } = JobOptions.DefaultTimeLimit;

    /// <summary>The mark of the request that asks for it; null when it came without a key.</summary>
    public IdempotencyMark? Idempotency { get; init; }
}

/// <summary>The way in: new jobs, and requests to stop them.</summary>
internal sealed class JobQueue(Database database, JobStore jobs, SealedTexts texts, JobSignals signals, TimeProvider time)
{
    /// <summary>
    /// Writes the job, its first event and what <paramref name="alongside"/> writes (the cluster) in one transaction, and wakes a worker.
    /// <c>cluster_busy</c> when the cluster has an unfinished job: the second is refused, not queued, because what it should do depends on
    /// how the first ends.
    /// </summary>
    public async Task<JobRecord> AddAsync(NewJob job, Func<StorageConnection, CancellationToken, Task>? alongside, CancellationToken cancellationToken)
    {
        var uuid = Guid.NewGuid().ToString();
        var now = time.GetUtcNow();
        var record = new JobRecord
        {
            Uuid = uuid,
            Method = job.Method,
            ClusterUuid = job.ClusterUuid,
            Creator = job.Creator,
            Status = JobStatus.Pending,
            Request = job.Request,
            TimeLimit = job.TimeLimit,
            LiveKey = job.ClusterUuid.Length > 0 ? job.ClusterUuid : uuid,
            IdempotencyKey = job.Idempotency?.Key,
            RequestHash = job.Idempotency?.Request,
            CreatedAt = now,
            UpdatedAt = now,
        };
        record = await database.WriteAsync(async (db, cancel) =>
        {
            if (alongside is not null) await alongside(db, cancel);
            if (job.Sealed is { } request) await texts.SealAsync(db, SealedName.Job(uuid), request, cancel);
            return await AddAsync(db, record, cancel);
        }, cancellationToken);

        // If the process dies here, the job is in the database and the client may not know: the next start runs it, and asking for it
        // again is refused by the cluster's name.
        FaultPoint.Hit("create", FaultMoment.Finished);
        signals.RaiseWork();
        return record;
    }

    /// <summary>
    /// Asks to stop the job; whoever runs it winds it up. <c>job_missing</c>, or <c>job_not_stoppable</c> when it has ended or is being stopped.
    /// </summary>
    public async Task RequestStopAsync(string uuid, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(uuid, cancellationToken) ?? throw ServiceException.NotFound("job_missing");
        var stopping = await database.WriteAsync(async (db, cancel) =>
            await jobs.RequestStopAsync(db, job.Id, cancel)
            && await JobEventStore.AppendAsync(db, job.Id, [JobEventRecords.Status(time.GetUtcNow(), JobStatus.Stopping, "stop requested")], cancel), cancellationToken);
        if (!stopping)
        {
            job = await jobs.FindAsync(uuid, cancellationToken) ?? throw ServiceException.NotFound("job_missing");
            throw new ServiceException("job_not_stoppable", $"job status is {job.Status}, not support stop", 409);
        }

        signals.RequestStop(uuid);
        signals.Raise(uuid);
        signals.RaiseWork();
    }

    /// <summary>Removes a job that has ended, with its events. <c>job_missing</c>, or <c>job_unfinished</c> while it may still do something.</summary>
    public async Task DeleteAsync(JobRecord job, CancellationToken cancellationToken)
    {
        if (await database.WriteAsync(async (db, cancel) =>
        {
            if (!await JobStore.DeleteAsync(db, job.Id, cancel)) return false;
            await SealedTexts.RemoveAsync(db, SealedName.Job(job.Uuid), cancel);
            return true;
        }, cancellationToken)) return;
        job = await jobs.FindAsync(job.Uuid, cancellationToken) ?? throw ServiceException.NotFound("job_missing");
        throw new ServiceException("job_unfinished", $"the job is {job.Status} and cannot be deleted before it has ended; stop it first", 409);
    }

    private static async Task<JobRecord> AddAsync(StorageConnection db, JobRecord record, CancellationToken cancellationToken)
    {
        try
        {
            record = await JobStore.AddAsync(db, record, cancellationToken);
        }
        catch (StorageException e) when (e.Code == StorageFailure.Duplicate)
        {
            throw new ServiceException("cluster_busy",
                "the cluster has a job that has not ended (kubefate job list shows it); try again when it has, or stop it first", 409, e);
        }

        await JobEventStore.AppendAsync(db, record.Id, [JobEventRecords.Status(record.CreatedAt, JobStatus.Pending, "job created")], cancellationToken);
        return record with { LastEvent = 1 };
    }
}
