using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Jobs.Records;

/// <summary>The events of jobs.</summary>
internal sealed class JobEventStore(Database database)
{
    /// <summary>The events after that number, at most <paramref name="limit"/>, in order.</summary>
    public Task<List<JobEventRecord>> ReadAsync(long jobId, long after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<JobEventRecord>()
            .Where(e => e.JobId == jobId && e.Number > after).OrderBy(e => e.Number).Take(limit).ToListAsync(cancel), cancellationToken);

    /// <summary>
    /// Adds events in the caller's transaction. Numbers come from a counter in the job's row, whose lock the transaction then holds: they
    /// have no gaps, whoever writes. False when there is no such job.
    /// </summary>
    public static async Task<bool> AppendAsync(
        StorageConnection db, long jobId, IReadOnlyList<JobEventRecord> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0) return true;
        if (await db.GetTable<JobRecord>().Where(j => j.Id == jobId).Set(j => j.LastEvent, j => j.LastEvent + events.Count).UpdateAsync(cancellationToken) != 1)
            return false;

        var last = await db.GetTable<JobRecord>().Where(j => j.Id == jobId).Select(j => j.LastEvent).SingleAsync(cancellationToken);
        var number = last - events.Count;
        foreach (var e in events) await db.InsertAsync(e with { JobId = jobId, Number = ++number }, token: cancellationToken);
        return true;
    }
}
