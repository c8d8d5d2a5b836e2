using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Jobs.Work;

/// <summary>Tells jobs that have to wait for a slot how many are before them. Of several services on one database the shortest line counts.</summary>
internal sealed class JobLine(Database database, JobSignals signals, TimeProvider time)
{
    /// <summary>Those at the front hear of every step forward; the others once, so that a long line costs little.</summary>
    private const int Front = 10;

    /// <summary>Of a longer line the rest hears nothing new: one end of a job writes no more rows than this.</summary>
    private const int Longest = 200;

    /// <summary>Tells what is news to these jobs, which are in the order of their turns.</summary>
    public async Task TellAsync(IReadOnlyList<JobRecord> queued, CancellationToken cancellationToken)
    {
        var news = queued.GroupBy(JobLanes.Of).SelectMany(lane => lane.Take(Longest).Select((job, before) => (Job: job, Lane: lane.Key, Before: before)))
            .Where(one => JobLanes.BeforeIn(one.Job.WaitingFor) is not { } told || one.Before < told).ToList();
        if (news.Count == 0) return;
        await database.WriteAsync(async (db, cancel) =>
        {
            foreach (var (job, lane, before) in news) await TellAsync(db, job, JobLanes.Queued(lane, before), isFront: before < Front, cancel);
        }, cancellationToken);
        foreach (var (job, _, _) in news) signals.Raise(job.Uuid);
    }

    private async Task TellAsync(StorageConnection db, JobRecord job, string text, bool isFront, CancellationToken cancellationToken)
    {
        // Not if it was claimed meanwhile: then it waits for nothing of the kind.
        var waits = await db.GetTable<JobRecord>().Where(j => j.Id == job.Id && j.Attempt == job.Attempt && j.LiveKey != null).Set(j => j.WaitingFor, text).UpdateAsync(cancellationToken) == 1;
        if (waits && (isFront || job.WaitingFor is null))
            await JobEventStore.AppendAsync(db, job.Id, [JobEventRecords.Status(time.GetUtcNow(), job.Status, "waits for " + text)], cancellationToken);
    }
}
