using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Clusters.Secrets;

/// <summary>
/// Seals what earlier versions stored in clear, and masks anew when the list of what is secret has grown. Row by row, each in a transaction of its own: cut off, the next
/// start does the rest. Of several services that start at once, one does it and the others wait.
/// </summary>
internal sealed class ClearTexts(Database database, SettingStore settings, SealedTexts texts, TimeProvider time, ILogger<ClearTexts> logger)
{
    /// <summary>To be raised when more becomes secret than before.</summary>
    public const string Version = "1";

    private const string Setting = "masked-by-list";
    private const int AtOnce = 50;

    /// <summary>Does it when it has not been done. One row is read otherwise.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(Setting, cancellationToken) == Version) return;
        await using var schemaLock = await database.Dialect.LockSchemaAsync(time, cancellationToken);
        if (await settings.FindAsync(Setting, cancellationToken) == Version) return;
        await SealAsync(cancellationToken);
        // If we die here: all is sealed, and the next start finds nothing to do.
        await settings.SetAsync(Setting, Version, cancellationToken);
    }

    /// <summary>Looks at every row.</summary>
    public async Task SealAsync(CancellationToken cancellationToken)
    {
        var count = await EachAsync<ClusterRecord>((db, after) => db.Clusters.Where(c => c.Id > after).OrderBy(c => c.Id), c => c.Id, SealAsync, cancellationToken)
            + await EachAsync<JobRecord>((db, after) => db.GetTable<JobRecord>().Where(j => j.Id > after).OrderBy(j => j.Id), j => j.Id, SealAsync, cancellationToken);
        if (count == 0) return;
        await database.Dialect.ForgetAsync(cancellationToken);
        ClusterLog.SecretsSealed(logger, count);
    }

    private async Task<int> EachAsync<T>(
        Func<StorageConnection, long, IQueryable<T>> after, Func<T, long> id, Func<T, CancellationToken, Task<bool>> seal, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var last = 0L; ;)
        {
            var from = last;
            var rows = await database.ReadAsync((db, cancel) => after(db, from).Take(AtOnce).ToListAsync(cancel), cancellationToken);
            if (rows.Count == 0) return count;
            foreach (var row in rows) count += await seal(row, cancellationToken) ? 1 : 0;
            last = id(rows[^1]);
        }
    }

    private async Task<bool> SealAsync(ClusterRecord row, CancellationToken cancellationToken)
    {
        var name = SealedName.Cluster(row.Uuid);
        var opened = await texts.OpenAsync(name, cancellationToken) is { } text ? OpenedSpec.Parse(text) : new OpenedSpec(row.Values, row.Spec);
        var masked = opened.Mask();
        if (masked == new OpenedSpec(row.Values, row.Spec)) return false;
        return await database.WriteAsync(async (db, cancel) =>
        {
            // What a job has changed meanwhile it has sealed itself.
            if (await db.Clusters.Where(c => c.Id == row.Id && c.Values == row.Values && c.Spec == row.Spec)
                .Set(c => c.Values, masked.Values).Set(c => c.Spec, masked.Spec).UpdateAsync(cancel) != 1) return false;
            await texts.SealAsync(db, name, opened.ToText(), cancel);
            return true;
        }, cancellationToken);
    }

    private async Task<bool> SealAsync(JobRecord row, CancellationToken cancellationToken)
    {
        if (row.Request is not { } stored) return false;
        var name = SealedName.Job(row.Uuid);
        var request = await texts.OpenAsync(name, cancellationToken) ?? stored;
        var masked = MaskedRequest.Mask(request);
        if (masked == stored) return false;
        return await database.WriteAsync(async (db, cancel) =>
        {
            if (await db.GetTable<JobRecord>().Where(j => j.Id == row.Id && j.Request == stored).Set(j => j.Request, masked).UpdateAsync(cancel) != 1) return false;
            await texts.SealAsync(db, name, request, cancel);
            await JobTexts.MaskAsync(db, row.Id, MaskedRequest.SecretsOf(request), cancel);
            return true;
        }, cancellationToken);
    }
}
