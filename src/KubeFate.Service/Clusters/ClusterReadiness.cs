using KubeFate.Kubernetes;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>Watches a cluster's workloads until all are ready, or gone, and tells the job how each stands. Watches, never polls.</summary>
internal sealed class ClusterReadiness(Lazy<KubernetesGateway> kubernetes, TimeProvider time)
{
    /// <summary>
    /// Returns when every workload that the release lists (<paramref name="listed"/>) is there and ready, and every other that carries the cluster's label. What is stuck
    /// is told; the job's time limit decides how long it may heal.
    /// </summary>
    public async Task WaitAsync(JobContext job, ClusterRecord cluster, IReadOnlyList<ReleaseWorkload> listed, CancellationToken cancellationToken)
    {
        var look = 0;
        var seen = false;
        await foreach (var snapshot in kubernetes.Value.WatchAsync(cluster.Namespace, cluster.Name, cancellationToken))
        {
            look++;
            foreach (var note in snapshot.Notes) await job.WarnAsync(SecretGuard.Known(cluster, note), cancellationToken);
            if (snapshot.Workloads.Count == 0)
            {
                if (seen || listed.Count > 0) throw Gone(cluster);
                await job.WarnAsync($"the chart made no workload with the label name={cluster.Name}, so there is nothing to wait for", cancellationToken);
                return;
            }

            seen = true;
            var missing = ReleaseWorkload.Missing(listed, snapshot);
            await job.ReportModulesAsync([.. snapshot.Workloads.Select(workload => Report(cluster, workload)), .. missing.Select(Report)], look, cancellationToken);
            if (snapshot.AllReady && missing.Count == 0) return;
        }
    }

    /// <summary>
    /// Returns when every workload is ready again after a rollback; throws <c>not_ready_again</c> when they are not in time. Tells the job
    /// nothing: its modules keep what they waited for, the evidence of what went wrong.
    /// </summary>
    public async Task WaitAgainAsync(ClusterRecord cluster, IReadOnlyList<ReleaseWorkload> listed, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var last = "nothing is known of its workloads";
        try
        {
            await foreach (var snapshot in kubernetes.Value.WatchAsync(cluster.Namespace, cluster.Name, linked.Token))
            {
                var missing = ReleaseWorkload.Missing(listed, snapshot);
                if (snapshot.AllReady && missing.Count == 0) return;
                last = string.Join("; ", snapshot.Workloads.Select(workload => Report(cluster, workload)).Concat(missing.Select(Report)).Where(one => one.WaitingFor is not null).Select(one => $"{one.Module}: {one.WaitingFor}"));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ServiceException("not_ready_again", $"{cluster.Name} is not ready again after {patience:g}: {last}", 409);
        }
    }

    /// <summary>Returns when nothing of an uninstalled cluster is on its way out any more; until then the job tells what is, and why.</summary>
    public async Task WaitGoneAsync(JobContext job, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var look = 0;
        IReadOnlyList<string> waited = [];
        await foreach (var remains in kubernetes.Value.WatchRemainsAsync(cluster.Namespace, cluster.Name, cancellationToken))
        {
            var modules = remains.GroupBy(one => one.Module, StringComparer.Ordinal).ToList();
            var gone = waited.Except(modules.Select(module => module.Key), StringComparer.Ordinal).Select(module => new ModuleReport { Module = module, Condition = nameof(WorkloadCondition.Available) });
            await job.ReportModulesAsync([.. modules.Select(Remaining), .. gone], ++look, cancellationToken);
            if (remains.Count == 0) return;
            waited = [.. waited.Union(modules.Select(module => module.Key), StringComparer.Ordinal)];
        }
    }

    /// <summary>Somebody took away what the job waits for.</summary>
    public static ServiceException Gone(ClusterRecord cluster) => new("workloads_gone",
        $"the workloads of {cluster.Name} disappeared from the namespace {cluster.Namespace} while the job waited for them. Was the namespace or the release deleted? Try again once that is over", 409);

    private static ModuleReport Report(ClusterRecord cluster, WorkloadState workload) => new()
    {
        Module = workload.Name,
        Condition = workload.Condition.ToString(),
        WaitingFor = workload.WaitingFor is { } why ? SecretGuard.Known(cluster, why) : null,
    };

    private static ModuleReport Report(ReleaseWorkload missing) => new()
    {
        Module = missing.Name,
        Condition = nameof(WorkloadCondition.Unavailable),
        WaitingFor = missing.Sentence,
    };

    private static ModuleReport Remaining(IGrouping<string, RemainingObject> module) => new()
    {
        Module = module.Key,
        Condition = (module.Any(one => one.Stuck) ? WorkloadCondition.Unavailable : WorkloadCondition.Progressing).ToString(),
        WaitingFor = string.Join("; ", module.OrderByDescending(one => one.Stuck).Select(one => one.WaitingFor)),
    };
}
