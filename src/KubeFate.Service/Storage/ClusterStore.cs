using KubeFate.Client.Clusters;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Storage.Sealing;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Storage;

/// <summary>The clusters. Methods that take a <see cref="StorageConnection"/> run inside the caller's transaction.</summary>
internal sealed class ClusterStore(Database database, TimeProvider time, SealedTexts texts)
{
    /// <summary>What a list of clusters can be sorted by.</summary>
    public static SortFields<ClusterRecord> Sorts { get; } = new SortFields<ClusterRecord>(c => c.Id)
        .Add("name", c => c.Name).Add("namespace", c => c.Namespace).Add("status", c => c.Status).Add("chart_name", c => c.ChartName)
        .Add("created_at", c => c.CreatedAt).Add("updated_at", c => c.UpdatedAt);

    /// <summary>The cluster with that uuid, also a deleted one; null when there is none.</summary>
    public Task<ClusterRecord?> FindAsync(string uuid, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.Clusters.FirstOrDefaultAsync(c => c.Uuid == uuid, cancel), cancellationToken);

    /// <summary>The cluster of that name that is not deleted; null when there is none.</summary>
    public Task<ClusterRecord?> FindAsync(string name, string ns, CancellationToken cancellationToken)
    {
        var key = LiveKey(name, ns);
        return database.ReadAsync((db, cancel) => db.Clusters.FirstOrDefaultAsync(c => c.LiveKey == key, cancel), cancellationToken);
    }

    /// <summary>The cluster with the secrets of its spec.</summary>
    public async Task<ClusterRecord> OpenAsync(ClusterRecord cluster, CancellationToken cancellationToken) =>
        cluster with { Opened = await texts.OpenAsync(SealedName.Cluster(cluster.Uuid), cancellationToken) is { } text ? OpenedSpec.Parse(text) : new OpenedSpec(cluster.Values, cluster.Spec) };

    /// <summary>The request of a cluster's job with its secrets; <paramref name="stored"/> is what the job's row has of it.</summary>
    public async Task<string> OpenRequestAsync(string job, string stored, CancellationToken cancellationToken) => await texts.OpenAsync(SealedName.Job(job), cancellationToken) ?? stored;

    /// <summary>The clusters that were asked for.</summary>
    public Task<ListPart<ClusterRecord>> ListAsync(ClusterQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => Filter(db.Clusters, query).ToPartAsync(query, Sorts, cancel), cancellationToken);

    /// <summary>Writes a new cluster, its spec sealed and masked, and gives it its number. <see cref="StorageFailure.Duplicate"/> when the name is taken in its namespace.</summary>
    public async Task<ClusterRecord> AddAsync(StorageConnection db, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        cluster = await SealAsync(db, cluster, cancellationToken) with { LiveKey = LiveKey(cluster.Name, cluster.Namespace), CreatedAt = now, UpdatedAt = now };
        return cluster with { Id = await db.InsertWithInt64IdentityAsync(cluster, token: cancellationToken) };
    }

    /// <summary>Takes a cluster whose install failed up again with a new chart and spec; it keeps its uuid and its name.</summary>
    public async Task<bool> RetryAsync(StorageConnection db, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        cluster = await SealAsync(db, cluster, cancellationToken);
        return await db.Clusters.Where(c => c.Uuid == cluster.Uuid && c.DeletedAt == null && c.Status == ClusterStatus.Failed)
            .Set(c => c.ChartName, cluster.ChartName)
            .Set(c => c.ChartVersion, cluster.ChartVersion)
            .Set(c => c.Values, cluster.Values)
            .Set(c => c.Spec, cluster.Spec)
            .Set(c => c.Status, cluster.Status)
            .Set(c => c.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;
    }

    /// <summary>The cluster stands: status Running, its revision one higher.</summary>
    public async Task<bool> SetRunningAsync(StorageConnection db, string uuid, CancellationToken cancellationToken) =>
        await db.Clusters.Where(c => c.Uuid == uuid && c.DeletedAt == null)
            .Set(c => c.Status, ClusterStatus.Running)
            .Set(c => c.Revision, c => c.Revision + 1)
            .Set(c => c.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;

    /// <summary>The update stands: the cluster is what was asked for, Running, its revision one higher.</summary>
    public async Task<bool> SetUpdatedAsync(
        StorageConnection db, string uuid, string chartVersion, OpenedSpec spec, CancellationToken cancellationToken)
    {
        var masked = await SealAsync(db, uuid, spec, cancellationToken);
        return await db.Clusters.Where(c => c.Uuid == uuid && c.DeletedAt == null)
            .Set(c => c.ChartVersion, chartVersion)
            .Set(c => c.Values, masked.Values)
            .Set(c => c.Spec, masked.Spec)
            .Set(c => c.Status, ClusterStatus.Running)
            .Set(c => c.Revision, c => c.Revision + 1)
            .Set(c => c.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;
    }

    /// <summary>The update ended badly: a cluster that is still being updated or rolled back is Failed; one that was brought back stays as it is.</summary>
    public async Task<bool> FailUpdateAsync(StorageConnection db, string uuid, CancellationToken cancellationToken) =>
        await db.Clusters.Where(c => c.Uuid == uuid && c.DeletedAt == null && (c.Status == ClusterStatus.Updating || c.Status == ClusterStatus.Rollback))
            .Set(c => c.Status, ClusterStatus.Failed)
            .Set(c => c.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;

    /// <summary>Sets the status, a word of <see cref="ClusterStatus"/>; false when there is no such cluster or it is deleted.</summary>
    public async Task<bool> SetStatusAsync(StorageConnection db, string uuid, string status, CancellationToken cancellationToken) =>
        await db.Clusters.Where(c => c.Uuid == uuid && c.DeletedAt == null)
            .Set(c => c.Status, status)
            .Set(c => c.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;

    /// <summary>Records what stands on Kubernetes: status, revision and helm's revision.</summary>
    public async Task<bool> SetRevisionAsync(
        StorageConnection db, string uuid, string status, int revision, int helmRevision, CancellationToken cancellationToken) =>
        await db.Clusters.Where(c => c.Uuid == uuid && c.DeletedAt == null)
            .Set(c => c.Status, status)
            .Set(c => c.Revision, revision)
            .Set(c => c.HelmRevision, helmRevision)
            .Set(c => c.UpdatedAt, time.GetUtcNow())
            .UpdateAsync(cancellationToken) == 1;

    /// <summary>Marks the cluster deleted and frees its name; the record stays for <c>list --all</c>.</summary>
    public async Task<bool> DeleteAsync(StorageConnection db, string uuid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.Clusters.Where(c => c.Uuid == uuid && c.DeletedAt == null)
            .Set(c => c.Status, ClusterStatus.Deleted)
            .Set(c => c.LiveKey, (string?)null)
            .Set(c => c.UpdatedAt, now)
            .Set(c => c.DeletedAt, (DateTimeOffset?)now)
            .UpdateAsync(cancellationToken) == 1;
    }

    private async Task<ClusterRecord> SealAsync(StorageConnection db, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var masked = await SealAsync(db, cluster.Uuid, cluster.Opened ?? new OpenedSpec(cluster.Values, cluster.Spec), cancellationToken);
        return cluster with { Values = masked.Values, Spec = masked.Spec, Opened = null };
    }

    // What has no secrets is not sealed: the row has all of it.
    private async Task<OpenedSpec> SealAsync(StorageConnection db, string uuid, OpenedSpec spec, CancellationToken cancellationToken)
    {
        var (name, masked) = (SealedName.Cluster(uuid), spec.Mask());
        if (masked == spec) await SealedTexts.RemoveAsync(db, name, cancellationToken);
        else await texts.SealAsync(db, name, spec.ToText(), cancellationToken);
        return masked;
    }

    private static IQueryable<ClusterRecord> Filter(IQueryable<ClusterRecord> clusters, ClusterQuery query)
    {
        if (!query.All) clusters = clusters.Where(c => c.DeletedAt == null);
        if (query.Name is { } name) clusters = clusters.Where(c => c.Name == name);
        if (query.Namespace is { } ns) clusters = clusters.Where(c => c.Namespace == ns);
        if (query.Status is { } status) clusters = clusters.Where(c => c.Status == status);
        if (query.ChartName is { } chart) clusters = clusters.Where(c => c.ChartName == chart);
        return clusters;
    }

    private static string LiveKey(string name, string ns) => $"{ns}/{name}";
}
