using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Masking;
using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Clusters.Secrets;

/// <summary>Takes the secrets of a request out of what its job has written: earlier versions kept the errors of helm and Kubernetes word by word.</summary>
internal static class JobTexts
{
    public static async Task MaskAsync(StorageConnection db, long job, SecretMask secrets, CancellationToken cancellationToken)
    {
        var row = await db.GetTable<JobRecord>().SingleAsync(j => j.Id == job, cancellationToken);
        await db.GetTable<JobRecord>().Where(j => j.Id == job)
            .Set(j => j.States, secrets.Known(row.States))
            .Set(j => j.FailureMessage, Known(row.FailureMessage))
            .Set(j => j.FailureDetail, Known(row.FailureDetail))
            .UpdateAsync(cancellationToken);
        foreach (var e in await db.GetTable<JobEventRecord>().Where(e => e.JobId == job).ToListAsync(cancellationToken))
        {
            var masked = e with { Message = secrets.Known(e.Message), Failure = Known(e.Failure) };
            if (masked != e) await db.UpdateAsync(masked, token: cancellationToken);
        }

        foreach (var step in await db.GetTable<JobStepRecord>().Where(s => s.JobId == job).ToListAsync(cancellationToken))
        {
            if (Known(step.Result) is { } result && result != step.Result) await db.UpdateAsync(step with { Result = result }, token: cancellationToken);
        }

        foreach (var module in await db.GetTable<SubJobRecord>().Where(s => s.JobId == job).ToListAsync(cancellationToken))
        {
            if (Known(module.WaitingFor) is { } waiting && waiting != module.WaitingFor) await db.UpdateAsync(module with { WaitingFor = waiting }, token: cancellationToken);
        }

        string? Known(string? text) => text is null ? null : secrets.Known(text);
    }
}
