using KubeFate.Client.Charts;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Charts;

/// <summary>The charts in the database, archives included: all replicas see the same, and nothing is lost with a pod.</summary>
internal sealed class ChartStore(Database database, TimeProvider time)
{
    /// <summary>How long the archive of a chart that is replaced or deleted stays: a job that has found it may still need it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // Each lost try is another's success, so that many writers at once may cost one of them as many tries.
    private const int MostTries = 50;

    /// <summary>What a list of charts can be sorted by.</summary>
    public static SortFields<ChartRecord> Sorts { get; } = new SortFields<ChartRecord>(c => c.Id)
        .Add("name", c => c.Name).Add("version", c => c.Version).Add("created_at", c => c.CreatedAt);

    /// <summary>The chart with that uuid, also one that is replaced or deleted; null when there never was one.</summary>
    public Task<ChartRecord?> FindAsync(string uuid, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<ChartRecord>().FirstOrDefaultAsync(c => c.Uuid == uuid, cancel), cancellationToken);

    /// <summary>The chart of that name and version that is there now; null when there is none.</summary>
    public Task<ChartRecord?> FindAsync(string name, string version, CancellationToken cancellationToken)
    {
        var key = LiveKey(name, version);
        return database.ReadAsync((db, cancel) => db.GetTable<ChartRecord>().FirstOrDefaultAsync(c => c.LiveKey == key, cancel), cancellationToken);
    }

    /// <summary>Whether a chart of that name and version was ever here, deleted or not.</summary>
    public Task<bool> WasEverAsync(string name, string version, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<ChartRecord>().AnyAsync(c => c.Name == name && c.Version == version, cancel), cancellationToken);

    /// <summary>The charts that were asked for.</summary>
    public Task<ListPart<ChartRecord>> ListAsync(ChartQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.GetTable<ChartRecord>()
            .Where(c => c.DeletedAt == null && (query.Name == null || c.Name == query.Name)).ToPartAsync(query, Sorts, cancel), cancellationToken);

    /// <summary>The archive with that digest, also of a chart that was lately replaced or deleted; null when it is gone.</summary>
    public async Task<byte[]?> FindArchiveAsync(string digest, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync((db, cancel) => db.GetTable<StoredChart>()
            .Where(c => c.Digest == digest).OrderByDescending(c => c.Id).Select(c => c.Archive).ToListAsync(cancel), cancellationToken);
        return found.Find(archive => archive.Length > 0);
    }

    /// <summary>Puts a chart into the catalogue in place of the one of that name and version, if there is one.</summary>
    public Task<ChartRecord> PutAsync(StoredChart chart, CancellationToken cancellationToken) => WriteAsync(chart, replaces: true, cancellationToken);

    /// <summary>Adds a chart; when one of that name and version is there already it stays, and is the answer.</summary>
    public Task<ChartRecord> AddAsync(StoredChart chart, CancellationToken cancellationToken) => WriteAsync(chart, replaces: false, cancellationToken);

    /// <summary>Removes a chart in the caller's transaction.</summary>
    public async Task DeleteAsync(StorageConnection db, string uuid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.GetTable<ChartRecord>().Where(c => c.Uuid == uuid && c.DeletedAt == null)
            .Set(c => c.LiveKey, (string?)null)
            .Set(c => c.UpdatedAt, now)
            .Set(c => c.DeletedAt, (DateTimeOffset?)now)
            .UpdateAsync(cancellationToken);
        await EmptyOldAsync(db, now, cancellationToken);
    }

    private async Task<ChartRecord> WriteAsync(StoredChart chart, bool replaces, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await database.WriteAsync((db, cancel) => TryWriteAsync(db, chart, replaces, cancel), cancellationToken);
            }
            catch (StorageException failure) when (failure.Code == StorageFailure.Duplicate && tries < MostTries)
            {
                // Another wrote the same name and version between our look and our write: now we see it.
            }
        }
    }

    private async Task<ChartRecord> TryWriteAsync(StorageConnection db, StoredChart chart, bool replaces, CancellationToken cancellationToken)
    {
        var key = LiveKey(chart.Name, chart.Version);
        if (await db.GetTable<ChartRecord>().FirstOrDefaultAsync(c => c.LiveKey == key, cancellationToken) is { } present)
        {
            if (!replaces) return present;
            await DeleteAsync(db, present.Uuid, cancellationToken);
        }

        var now = time.GetUtcNow();
        chart = chart with { Uuid = Guid.NewGuid().ToString(), LiveKey = key, CreatedAt = now, UpdatedAt = now };
        return chart with { Id = await db.InsertWithInt64IdentityAsync(chart, token: cancellationToken) };
    }

    // The time of the last change tells which are empty already.
    private static Task<int> EmptyOldAsync(StorageConnection db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - Kept;
        return db.GetTable<StoredChart>().Where(c => c.DeletedAt < old && c.UpdatedAt < old)
            .Set(c => c.Archive, Array.Empty<byte>())
            .Set(c => c.UpdatedAt, now)
            .UpdateAsync(cancellationToken);
    }

    private static string LiveKey(string name, string version) => $"{name}/{version}";
}
