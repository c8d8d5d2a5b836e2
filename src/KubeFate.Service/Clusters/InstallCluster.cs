using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Charts;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>
/// Installs a cluster in recorded steps: namespace, chart, what Kubernetes allows and has, release, readiness. Each may run again after a death: looking changes nothing,
/// and the release is brought to what is wanted whatever state it was left in.
/// </summary>
internal sealed class InstallCluster(
    ClusterStore clusters, ClusterNamespace namespaces, ChartCatalogue charts, ClusterRelease release, ClusterReadiness readiness) : IJobHandler
{
    public string Method => JobMethod.ClusterInstall;

    public async Task<string> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var cluster = await clusters.OpenAsync(await clusters.FindAsync(job.Job.ClusterUuid, cancellationToken) ?? throw ServiceException.NotFound("cluster_missing"), cancellationToken);
        await job.AddStateAsync("update job status to Running", cancellationToken);
        await job.AddStateAsync("create Cluster in DB Success", cancellationToken);
        var file = ClusterFile.Parse(cluster.Opened!.Spec);
        foreach (var problem in file.Problems) await job.WarnAsync($"{problem.Path}: {problem.Message}", cancellationToken);
        if (file.Spec is { } spec && OriginalIngresses.Missing(spec) is { } missing) await job.WarnAsync($"ingress: {missing}", cancellationToken);

        await job.RunStepAsync("check-namespace", cancel => namespaces.RequireAsync(cluster.Namespace, job.Job.Request, cancel), state: null, cancellationToken);
        var chart = await job.RunStepAsync("find-chart", async cancel => (await charts.FetchAsync(cluster.ChartName, cluster.ChartVersion, job.Job.Creator, cancel)).Digest, cancellationToken);
        foreach (var warning in await charts.CompareAsync(chart, cluster.Opened.Spec, cancellationToken)) await job.WarnAsync(warning, cancellationToken);
        foreach (var warning in await charts.GoneImagesAsync(chart, cancellationToken)) await job.WarnAsync(warning, cancellationToken);
        foreach (var doubt in await job.RunStepAsync("check-kubernetes", cancel => release.CheckAsync(cluster, chart, cancel), cancellationToken)) await job.WarnAsync(doubt, cancellationToken);
        var mustBeNew = IsFirstTry(job.Job, cluster);
        var installed = await job.RunStepAsync("install-release", async cancel =>
        {
            try
            {
                return await release.EnsureAsync(cluster, chart, mustBeNew, RequestedSpec.Forces(job.Job), cancel);
            }
            catch (HelmException cut) when (cut.MayHaveChanged)
            {
                mustBeNew = false; // What the next try finds may be what this one left.
                throw;
            }
        }, new StepRecording<int>
        {
            State = _ => "helm install Success",
            Alongside = (db, revision, cancel) => clusters.SetRevisionAsync(db, cluster.Uuid, ClusterStatus.Creating, cluster.Revision, revision, cancel),
        }, cancellationToken);
        await job.WaitStepAsync("wait-ready", async cancel => await readiness.WaitAsync(job, cluster, await release.GetWorkloadsAsync(cluster, installed, cancel), cancel), cancellationToken);
        return "job run Success";
    }

    /// <summary>A stopped install leaves nothing; a failed or late one keeps its release, which is the evidence.</summary>
    public async Task<JobEnding> CleanUpAsync(JobContext job, JobEnding ending, CancellationToken cancellationToken)
    {
        if (ending.Status != JobStatus.Canceled || await clusters.FindAsync(job.Job.ClusterUuid, cancellationToken) is not { } cluster) return ending;
        await job.RunStepAsync("remove-release", cancel => release.RemoveAsync(cluster, cancel), "helm uninstall Success", cancellationToken);
        return ending;
    }

    // The cluster was made together with this job, and nobody worked on the job before: no release can be ours yet.
    private static bool IsFirstTry(JobRecord job, ClusterRecord cluster) => job.Attempt == 1 && cluster.CreatedAt >= job.CreatedAt;

    public async Task RecordEndAsync(StorageConnection db, JobRecord job, JobEnding ending, CancellationToken cancellationToken)
    {
        if (ending.Status == JobStatus.Success) await clusters.SetRunningAsync(db, job.ClusterUuid, cancellationToken);
        else if (ending.Status == JobStatus.Canceled) await clusters.DeleteAsync(db, job.ClusterUuid, cancellationToken);
        else await clusters.SetStatusAsync(db, job.ClusterUuid, ClusterStatus.Failed, cancellationToken);
    }
}
