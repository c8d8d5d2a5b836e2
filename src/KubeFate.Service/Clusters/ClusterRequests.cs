using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;

namespace KubeFate.Service.Clusters;

/// <summary>Accepts what is asked of a cluster: checks it, then writes the cluster, its job and the job's first event in one transaction.</summary>
internal sealed class ClusterRequests(ClusterStore clusters, JobQueue queue)
{
    /// <summary>
    /// Accepts an install. A name whose first install failed may be tried again: the same cluster, its release taken up where it stands. A
    /// cluster that once ran is not installed anew but updated: with <c>cover</c>, or to repair it when it has failed.
    /// Throws <c>spec_invalid</c>, <c>cluster_exists</c>, <c>cluster_busy</c>, and with <c>cover</c> what an update throws.
    /// </summary>
    public async Task<JobRecord> InstallAsync(ClusterRequest request, JobOrigin origin, CancellationToken cancellationToken)
    {
        var spec = RequestedSpec.Check(request);
        var existing = await FindAsync(spec.Name, spec.Namespace, cancellationToken);
        (request, spec) = RequestedSpec.Restore(request, spec, existing);
        if (existing is { Revision: > 0 } && (existing.Status == ClusterStatus.Failed || (request.Cover && existing.Status == ClusterStatus.Running)))
        {
            UpdateRules.RequireUpgrade(existing, request.ChartName, request.ChartVersion);
            DataRules.Require(existing, spec);
            return await queue.AddAsync(NewJob(JobMethod.ClusterUpdate, existing.Uuid, origin, request, spec.TimeLimit), alongside: null, cancellationToken);
        }

        if (existing is not null && existing.Status != ClusterStatus.Failed) throw Exists(spec);
        return await InstallAsync(spec, request, existing, origin, cancellationToken);
    }

    /// <summary>
    /// Accepts an update of the cluster of that name. Its record keeps the old spec until the job has succeeded. Throws <c>cluster_missing</c>,
    /// <c>chart_differs</c>, <c>downgrade</c>, <c>spec_invalid</c>, <c>spec_unchanged</c>, <c>generation_differs</c>, <c>claims_differ</c> or <c>cluster_busy</c>.
    /// </summary>
    public async Task<JobRecord> UpdateAsync(ClusterRequest request, JobOrigin origin, CancellationToken cancellationToken)
    {
        RequestedSpec.RequireNames(request);
        var cluster = await FindAsync(request.Name, request.Namespace, cancellationToken)
            ?? throw new ServiceException("cluster_missing", $"name={request.Name} Cluster is not existed", 404);
        UpdateRules.RequireUpgrade(cluster, request.ChartName, request.ChartVersion);
        (request, var spec) = RequestedSpec.Restore(request, RequestedSpec.Check(request), cluster);
        UpdateRules.RequireChange(cluster, spec, request.Force);
        DataRules.Require(cluster, spec);
        return await queue.AddAsync(NewJob(JobMethod.ClusterUpdate, cluster.Uuid, origin, request, spec.TimeLimit), alongside: null, cancellationToken);
    }

    /// <summary>Accepts a delete. Throws <c>cluster_missing</c> or <c>cluster_busy</c>.</summary>
    public async Task<JobRecord> DeleteAsync(ClusterRecord cluster, JobOrigin origin, CancellationToken cancellationToken) =>
        await queue.AddAsync(NewJob(JobMethod.ClusterDelete, cluster.Uuid, origin, request: null, timeLimit: null),
            (db, cancel) => clusters.SetStatusAsync(db, cluster.Uuid, ClusterStatus.Deleting, cancel), cancellationToken);

    private async Task<ClusterRecord?> FindAsync(string name, string ns, CancellationToken cancellationToken) =>
        await clusters.FindAsync(name, ns, cancellationToken) is { } cluster ? await clusters.OpenAsync(cluster, cancellationToken) : null;

    private async Task<JobRecord> InstallAsync(
        ClusterSpec spec, ClusterRequest request, ClusterRecord? existing, JobOrigin origin, CancellationToken cancellationToken)
    {
        var cluster = Draft(spec, RequestedSpec.Text(request, spec), existing);
        try
        {
            return await queue.AddAsync(NewJob(JobMethod.ClusterInstall, cluster.Uuid, origin, request, spec.TimeLimit),
                (db, cancel) => existing is null ? clusters.AddAsync(db, cluster, cancel) : RetryAsync(db, cluster, cancel), cancellationToken);
        }
        catch (StorageException failure) when (failure.Code == StorageFailure.Duplicate)
        {
            // Two installs of one name at once: the database let one through.
            throw Exists(spec);
        }
    }

    private async Task RetryAsync(StorageConnection db, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        if (!await clusters.RetryAsync(db, cluster, cancellationToken))
            throw new ServiceException("cluster_busy", $"{cluster.Name} was changed or deleted by somebody else at the same moment; try again", 409);
    }

    /// <summary>The cluster as a spec asks for it; one that is there keeps its ids.</summary>
    internal static ClusterRecord Draft(ClusterSpec spec, string values, ClusterRecord? existing)
    {
        var opened = new OpenedSpec(values, spec.Values.ToJsonString());
        var masked = opened.Mask();
        return Draft(spec, existing) with { Values = masked.Values, Spec = masked.Spec, Opened = opened };
    }

    private static ClusterRecord Draft(ClusterSpec spec, ClusterRecord? existing) => new()
    {
        Id = existing?.Id ?? 0,
        Uuid = existing?.Uuid ?? Guid.NewGuid().ToString(),
        Name = spec.Name,
        Namespace = spec.Namespace,
        ChartName = spec.ChartName,
        ChartVersion = spec.ChartVersion,
        Values = "",
        Spec = "",
        Status = ClusterStatus.Creating,
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static NewJob NewJob(string method, string clusterUuid, JobOrigin origin, ClusterRequest? request, TimeSpan? timeLimit)
    {
        var job = NewJob(method, clusterUuid, origin, timeLimit);
        if (request is null) return job;
        var (shown, secret) = MaskedRequest.Of(request);
        return job with { Request = shown, Sealed = secret };
    }

    private static NewJob NewJob(string method, string clusterUuid, JobOrigin origin, TimeSpan? timeLimit) => new()
    {
        Method = method,
        ClusterUuid = clusterUuid,
        Creator = origin.User,
        Idempotency = origin.Idempotency,
        TimeLimit = timeLimit ?? JobOptions.DefaultTimeLimit,
    };

    private static ServiceException Exists(ClusterSpec spec) =>
        new("cluster_exists", $"name={spec.Name} & namespace={spec.Namespace} Cluster already existed", 409);
}
