using KubeFate.Client.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// Removes the events and steps of jobs that ended long ago, so that the tables stay bounded by what is done, not by how long the service
/// has lived. The job, its states, its modules, its failure and its last event stay: who follows it still learns how it ended.
/// </summary>
internal sealed class EventPurge(Database database, JobOptions options, TimeProvider time, ILogger<EventPurge> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(10); // not while a service starts
    private static readonly TimeSpan LaterPause = TimeSpan.FromHours(6);
    private const int Batch = 100;

    /// <summary>Removes what is due and tells of how many jobs. Of several services at once each does a part or nothing.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.EventAge;
        for (var purged = 0; ;)
        {
            if (!await AnyDueAsync(before, cancellationToken)) return purged;
            purged += await database.WriteAsync((db, cancel) => PurgeAsync(db, before, cancel), cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; !stoppingToken.IsCancellationRequested; pause = LaterPause)
        {
            try
            {
                await Task.Delay(pause, time, stoppingToken);
                if (await PurgeAsync(stoppingToken) is > 0 and var purged) JobLog.Purged(logger, purged, options.EventAge.Days);
            }
            catch (StorageException e)
            {
                JobLog.PurgeFailed(logger, e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The service stops.
            }
        }
    }

    // In plain SQL: most looks find nothing, and the mapper costs a service that idles too much.
    private async Task<bool> AnyDueAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await database.ReadRowAsync(
            $"SELECT j.id FROM jobs j WHERE j.ended_at < @p0 AND EXISTS (SELECT 1 FROM job_events e WHERE e.job_id = j.id AND e.type <> '{JobEventType.End}') LIMIT 1",
            [StoredTime.ToNumber(before)], static _ => "", cancellationToken) is not null;

    private static async Task<int> PurgeAsync(StorageConnection db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var events = db.GetTable<JobEventRecord>().Where(e => e.Type != JobEventType.End);
        var jobs = await db.GetTable<JobRecord>().Where(j => j.EndedAt < before && events.Any(e => e.JobId == j.Id))
            .OrderBy(j => j.Id).Select(j => j.Id).Take(Batch).ToListAsync(cancellationToken);
        await events.Where(e => jobs.Contains(e.JobId)).DeleteAsync(cancellationToken);
        await db.GetTable<JobStepRecord>().Where(s => jobs.Contains(s.JobId)).DeleteAsync(cancellationToken);
        return jobs.Count;
    }
}
