using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Fate;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>Accepts what is asked of a cluster: checks it, then writes the cluster, its job and the job's first event in one transaction.</summary>
internal sealed class ClusterRequests(ClusterStore clusters, JobQueue queue)
{
    /// <summary>
    /// Accepts an install. A name whose earlier install failed may be tried again: the same cluster, its release taken up where it stands.
    /// Throws <c>spec_invalid</c>, <c>cluster_exists</c> or <c>cluster_busy</c>.
    /// </summary>
    public async Task<JobResponse> InstallAsync(ClusterRequest request, string creator, CancellationToken cancellationToken)
    {
        var spec = Check(request);
        var existing = await clusters.FindAsync(spec.Name, spec.Namespace, cancellationToken);
        if (existing is not null && existing.Status != ClusterStatus.Failed) throw Exists(spec);

        var cluster = Draft(spec, request, existing);
        try
        {
            var job = await queue.AddAsync(NewJob(JobMethod.ClusterInstall, cluster.Uuid, creator, request, spec.TimeLimit),
                (db, cancel) => existing is null ? clusters.AddAsync(db, cluster, cancel) : clusters.RetryAsync(db, cluster, cancel), cancellationToken);
            return JobMapping.ToWire(job, []);
        }
        catch (StorageException failure) when (failure.Code == StorageFailure.Duplicate)
        {
            // Two installs of one name at once: the database let one through.
            throw Exists(spec);
        }
    }

    /// <summary>Accepts a delete. Throws <c>cluster_missing</c> or <c>cluster_busy</c>.</summary>
    public async Task<JobResponse> DeleteAsync(string uuid, string creator, CancellationToken cancellationToken)
    {
        var cluster = await clusters.FindAsync(uuid, cancellationToken);
        if (cluster is null || cluster.DeletedAt is not null) throw ServiceException.NotFound("cluster_missing");
        var job = await queue.AddAsync(NewJob(JobMethod.ClusterDelete, uuid, creator, request: null, timeLimit: null),
            (db, cancel) => clusters.SetStatusAsync(db, uuid, ClusterStatus.Deleting, cancel), cancellationToken);
        return JobMapping.ToWire(job, []);
    }

    private static ClusterSpec Check(ClusterRequest request)
    {
        var file = ClusterFile.Parse(Complete(request));
        return file.Spec ?? throw new InvalidSpecException(file.Problems);
    }

    // Old clients name the cluster beside cluster.yaml, and some leave the names out of it.
    private static string Complete(ClusterRequest request)
    {
        if (request.ChartName.Length == 0 || request.ChartVersion.Length == 0) throw Invalid("chartVersion cannot be empty");
        if (request.Name.Length == 0) throw Invalid("name cannot be empty");
        if (request.Namespace.Length == 0) throw Invalid("namespace cannot be empty");
        if (request.Data is not { Length: > 0 }) return Named(request, []).ToJsonString();

        var text = Encoding.UTF8.GetString(request.Data);
        return ParseObject(text) is { } json ? Named(request, json).ToJsonString() : text;
    }

    private static JsonObject Named(ClusterRequest request, JsonObject json)
    {
        (string Key, string Value)[] names =
            [("name", request.Name), ("namespace", request.Namespace), ("chartName", request.ChartName), ("chartVersion", request.ChartVersion)];
        foreach (var (key, value) in names)
        {
            if (json[key] is null) json[key] = value;
            else if (json[key]!.ToString() != value) throw Invalid($"{key} is \"{value}\" in the request but \"{json[key]}\" in cluster.yaml; they must agree");
        }

        return json;
    }

    private static JsonObject? ParseObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // YAML, or broken: the parser of cluster.yaml says what it is.
        }
    }

    private static ClusterRecord Draft(ClusterSpec spec, ClusterRequest request, ClusterRecord? existing) => new()
    {
        Id = existing?.Id ?? 0,
        Uuid = existing?.Uuid ?? Guid.NewGuid().ToString(),
        Name = spec.Name,
        Namespace = spec.Namespace,
        ChartName = spec.ChartName,
        ChartVersion = spec.ChartVersion,
        Values = request.Data is { Length: > 0 } ? Encoding.UTF8.GetString(request.Data) : spec.Values.ToJsonString(),
        Spec = spec.Values.ToJsonString(),
        Status = ClusterStatus.Creating,
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static NewJob NewJob(string method, string clusterUuid, string creator, ClusterRequest? request, TimeSpan? timeLimit) => new()
    {
        Method = method,
        ClusterUuid = clusterUuid,
        Creator = creator,
        Request = request is null ? null : JsonSerializer.Serialize(request, WireJson.Default.ClusterRequest),
        TimeLimit = timeLimit ?? JobOptions.DefaultTimeLimit,
    };

    private static ServiceException Exists(ClusterSpec spec) =>
        new("cluster_exists", $"name={spec.Name} & namespace={spec.Namespace} Cluster already existed", 409);

    private static ServiceException Invalid(string message) => new("request_invalid", message, 400);
}
