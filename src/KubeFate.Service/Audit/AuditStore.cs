using KubeFate.Client.Audit;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Audit;

/// <summary>The audit log.</summary>
internal sealed class AuditStore(Database database)
{
    /// <summary>What the log can be sorted by. Entries are numbered in the order of time.</summary>
    public static SortFields<AuditEventRecord> Sorts { get; } = new SortFields<AuditEventRecord>(e => e.Id, newestFirst: true).Add("time", e => e.Time).Add("id", e => e.Id);

    public Task AddAsync(AuditEventRecord entry, CancellationToken cancellationToken) =>
        database.WriteAsync((db, cancel) => db.InsertAsync(entry, token: cancel), cancellationToken);

    /// <summary>The entries that the query asks for, newest first.</summary>
    public Task<ListPart<AuditEventRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => Filter(db.GetTable<AuditEventRecord>(), query).ToPartAsync(query, Sorts, cancel), cancellationToken);

    /// <summary>Removes the entries before a time; the answer is how many.</summary>
    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync((db, cancel) => db.GetTable<AuditEventRecord>().Where(e => e.Time < before).DeleteAsync(cancel), cancellationToken);

    private static IQueryable<AuditEventRecord> Filter(IQueryable<AuditEventRecord> entries, AuditQuery query)
    {
        if (query.Username is { } username) entries = entries.Where(e => e.Username == username);
        if (query.Action is { } action) entries = entries.Where(e => e.Action.StartsWith(action));
        if (query.Target is { } target) entries = entries.Where(e => e.Target == target || e.TargetName == target);
        if (query.Outcome is { } outcome) entries = entries.Where(e => e.Outcome == outcome);
        if (query.Since is { } since) entries = entries.Where(e => e.Time >= since);
        if (query.Until is { } until) entries = entries.Where(e => e.Time < until);
        return entries;
    }
}
