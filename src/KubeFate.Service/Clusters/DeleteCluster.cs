using KubeFate.Client.Clusters;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>
/// Deletes a cluster: its release, what of it helm does not know, then waits until its workloads and their pods are gone. Claims of StatefulSets stay: they are
/// the user's data. Stopped or late it leaves a Failed cluster, whose deletion can be asked for again.
/// </summary>
internal sealed class DeleteCluster(ClusterStore clusters, ClusterRelease release, ClusterLeftovers leftovers, ClusterReadiness readiness) : IJobHandler
{
    public string Method => JobMethod.ClusterDelete;

    public async Task<string> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var cluster = await clusters.FindAsync(job.Job.ClusterUuid, cancellationToken) ?? throw ServiceException.NotFound("cluster_missing");
        await job.RunStepAsync("remove-release", cancel => release.RemoveAsync(cluster, cancel), "uninstall Success", cancellationToken);
        await job.RunStepAsync("remove-leftovers", cancel => leftovers.RemoveAllAsync(job, cluster, cancel), state: null, cancellationToken);
        await job.WaitStepAsync("wait-gone", cancel => readiness.WaitGoneAsync(job, cluster, cancel), cancellationToken);
        return "job run Success";
    }

    public async Task RecordEndAsync(StorageConnection db, JobRecord job, JobEnding ending, CancellationToken cancellationToken)
    {
        if (ending.Status == JobStatus.Success) await clusters.DeleteAsync(db, job.ClusterUuid, cancellationToken);
        else await clusters.SetStatusAsync(db, job.ClusterUuid, ClusterStatus.Failed, cancellationToken);
    }
}
