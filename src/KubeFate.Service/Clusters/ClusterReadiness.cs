using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>Watches a cluster's workloads until all are ready, or gone, and tells the job how each stands. Watches, never polls.</summary>
internal sealed class ClusterReadiness(Lazy<KubernetesGateway> kubernetes)
{
    /// <summary>Returns when every workload is ready. What is stuck is told; the job's time limit decides how long it may heal.</summary>
    public async Task WaitAsync(JobContext job, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var look = 0;
        var seen = false;
        await foreach (var snapshot in kubernetes.Value.WatchAsync(cluster.Namespace, cluster.Name, cancellationToken))
        {
            look++;
            foreach (var note in snapshot.Notes) await job.WarnAsync(note, cancellationToken);
            if (snapshot.Workloads.Count == 0)
            {
                if (seen) throw Gone(cluster);
                await job.WarnAsync($"the chart made no workload with the label name={cluster.Name}, so there is nothing to wait for", cancellationToken);
                return;
            }

            seen = true;
            await job.ReportModulesAsync([.. snapshot.Workloads.Select(Report)], look, cancellationToken);
            if (snapshot.AllReady) return;
        }
    }

    /// <summary>Returns when no workload is left.</summary>
    public async Task WaitGoneAsync(ClusterRecord cluster, CancellationToken cancellationToken)
    {
        await foreach (var snapshot in kubernetes.Value.WatchAsync(cluster.Namespace, cluster.Name, cancellationToken))
        {
            if (snapshot.Workloads.Count == 0) return;
        }
    }

    private static ServiceException Gone(ClusterRecord cluster) => new("workloads_gone",
        $"the workloads of {cluster.Name} disappeared from the namespace {cluster.Namespace} while it was being installed. Was the namespace or the release deleted? Install again once that is over", 409);

    private static ModuleReport Report(WorkloadState workload) => new()
    {
        Module = workload.Name,
        Condition = workload.Condition.ToString(),
        WaitingFor = workload.WaitingFor,
    };
}
