using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Clusters;

/// <summary>Shows a cluster as it is on Kubernetes right now. Reads only: a GET changes nothing.</summary>
internal sealed class ClusterInspection(Lazy<KubernetesGateway> kubernetes, TimeProvider time, ILogger<ClusterInspection> logger)
{
    // An operator waits for this answer; a Kubernetes that is down must not keep it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<ClusterResponse> DescribeAsync(ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var response = ClusterMapping.ToResponse(cluster);
        if (cluster.DeletedAt is not null) return response;
        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var snapshot = kubernetes.Value.GetSnapshotAsync(cluster.Namespace, cluster.Name, linked.Token);
            var access = kubernetes.Value.GetAccessAsync(cluster.Namespace, cluster.Name, linked.Token);
            await Task.WhenAll(snapshot, access);
            return response with { Info = ToInfo(cluster, await snapshot, await access), Status = Status(cluster, await snapshot) };
        }
        catch (Exception failure) when (IsNoAnswer(failure, cancellationToken))
        {
            // What is stored is still worth showing.
            ClusterLog.NotInspected(logger, cluster.Uuid, failure.Message);
            return response with { Status = Unseen(cluster) };
        }
    }

    /// <summary>How the cluster's parts stand, and why those wait that are not ready. Answers in time whatever Kubernetes does: then with what is stored.</summary>
    public async Task<ClusterStatusResponse> StatusAsync(ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var stored = new ClusterStatusResponse
        {
            Uuid = cluster.Uuid,
            Name = cluster.Name,
            Namespace = cluster.Namespace,
            Status = cluster.Status,
            Modules = [],
            Notes = cluster.DeletedAt is null ? [] : ["the cluster is deleted"],
        };
        if (cluster.DeletedAt is not null) return stored;
        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var snapshot = await kubernetes.Value.GetSnapshotAsync(cluster.Namespace, cluster.Name, linked.Token);
            return stored with { Status = Status(cluster, snapshot), Modules = [.. snapshot.Workloads.Select(ToModule), .. snapshot.Claims.Select(ToModule)], Notes = Notes(cluster, snapshot) };
        }
        catch (Exception failure) when (IsNoAnswer(failure, cancellationToken))
        {
            var reason = failure is KubernetesException ? failure.Message : $"Kubernetes did not answer within {Patience.TotalSeconds:0} seconds";
            ClusterLog.NotInspected(logger, cluster.Uuid, reason);
            return stored with { Status = Unseen(cluster), Notes = [reason] };
        }
    }

    private static IReadOnlyList<string> Notes(ClusterRecord cluster, ClusterSnapshot snapshot) => snapshot.Workloads.Count > 0
        ? snapshot.Notes
        : [.. snapshot.Notes, $"there is no workload with the label name={cluster.Name} in the namespace {cluster.Namespace}"];

    private static ModuleStatusResponse ToModule(WorkloadState workload) => new()
    {
        Module = workload.Name,
        Kind = workload.Kind.ToString(),
        Condition = workload.Condition.ToString(),
        WaitingFor = workload.WaitingFor,
    };

    private static ModuleStatusResponse ToModule(ClaimState claim) => new()
    {
        Module = claim.Name,
        Kind = "PersistentVolumeClaim",
        Condition = claim.Bound ? "Available" : claim.Stuck ? "Unavailable" : "Progressing",
        WaitingFor = claim.WaitingFor,
    };

    // Unknown says that nobody could look.
    private static string Unseen(ClusterRecord cluster) => cluster.Status == ClusterStatus.Running ? ClusterStatus.Unknown : cluster.Status;

    private static bool IsNoAnswer(Exception failure, CancellationToken cancellationToken) =>
        failure is KubernetesException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Status(ClusterRecord cluster, ClusterSnapshot snapshot) =>
        cluster.Status == ClusterStatus.Running && !snapshot.AllReady ? ClusterStatus.Unavailable : cluster.Status;

    private static ClusterInfoResponse ToInfo(ClusterRecord cluster, ClusterSnapshot snapshot, ClusterAccess access)
    {
        var parts = new ClusterPartsResponse();
        foreach (var (name, state) in snapshot.Containers) parts.Containers[name] = state;
        foreach (var workload in snapshot.Workloads)
        {
            if (workload.Kind == WorkloadKind.Deployment) parts.Deployments[workload.Name] = workload.Condition.ToString();
            else if (workload.Kind == WorkloadKind.StatefulSet) parts.StatefulSets[workload.Name] = workload.Condition.ToString();
        }

        return new ClusterInfoResponse
        {
            Dashboard = access.Hosts.Count == 0 ? null : access.Hosts,
            Ip = access.NodeAddress,
            Port = GatewayPort(cluster, access),
            Status = parts,
        };
    }

    private static int? GatewayPort(ClusterRecord cluster, ClusterAccess access)
    {
        if (FateReleases.Find(cluster.ChartName, cluster.ChartVersion) is not { } release) return null;
        // The gateway's port for other parties is its Service's first; where another module is the door (nginx of an exchange), that one's.
        var doors = release.Engines.SelectMany(engine => engine.Outside).Prepend(release.Gateway ?? "").Distinct(StringComparer.Ordinal);
        var services = doors.SelectMany(door => release.Modules.GetValueOrDefault(door)?.Services ?? []).Where(service => service.Exposed);
        var opened = from service in services
                     from wanted in service.Ports
                     from port in access.Ports
                     where port.NodePort is not null && port.Service == service.Name && port.Port == wanted.Port
                     select port.NodePort;
        return opened.FirstOrDefault();
    }
}
