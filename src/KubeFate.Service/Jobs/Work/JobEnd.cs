using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Jobs.Work;

/// <summary>Writes the end of a job: its outcome, the cluster's state and the last event in one transaction under the lease.</summary>
internal sealed class JobEnd(
    JobRecord job, JobLeaseStore leases, LeasedWriter writer, StateLines states, ModuleReports modules, TimeProvider time)
{
    /// <summary>Writes it; without a handler the cluster stays as it is.</summary>
    public async Task WriteAsync(JobEnding ending, IJobHandler? handler, CancellationToken cancellationToken)
    {
        // If we die here: every step is finished and the end is not; the next worker skips the steps and comes here again.
        FaultPoint.Hit("end", FaultMoment.Before);
        await modules.FlushAsync(all: true, cancellationToken);
        states.Add(ending.State);
        await writer.WriteAsync(async (db, cancel) =>
        {
            await CloseModulesAsync(db, ending, cancel);
            await states.SaveAsync(db, cancel);
            if (handler is not null) await handler.RecordEndAsync(db, job, ending, cancel);
            if (!await leases.EndAsync(db, writer.Lease, ending, cancel))
                throw new InvalidOperationException($"job {job.Uuid} may not end as {ending.Status} from where it stands");
        }, [JobEventRecords.End(time.GetUtcNow(), ending)], cancellationToken);

        // If we die here: the job has ended for everybody.
        FaultPoint.Hit("end", FaultMoment.Finished);
    }

    // What was not ready when the job ended did not get ready by it.
    private Task CloseModulesAsync(StorageConnection db, JobEnding ending, CancellationToken cancellationToken) =>
        db.GetTable<SubJobRecord>().Where(s => s.JobId == job.Id && s.Status == JobStatus.Running)
            .Set(s => s.Status, ending.Status)
            .Set(s => s.EndedAt, (DateTimeOffset?)time.GetUtcNow())
            .UpdateAsync(cancellationToken);
}
