using System.Text.Json;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;
using KubeFate.Fate;
using KubeFate.Service.Charts;
using KubeFate.Service.Clusters.Replacing;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;

namespace KubeFate.Service.Clusters;

/// <summary>What stood before an update changed anything: where a rollback leads.</summary>
/// <param name="Status">The cluster's status.</param>
/// <param name="HelmRevision">The release's newest revision that was deployed well; 0: none.</param>
internal sealed record UpdateStart(string Status, int HelmRevision);

/// <summary>
/// Updates a cluster in recorded steps: note what stands, namespace, chart, what has to be made anew, release, readiness. The record keeps the old spec until all
/// of it worked; whatever ends the job before that leads to <see cref="UpdateRollback"/>.
/// </summary>
internal sealed class UpdateCluster(
    ClusterStore clusters, ClusterNamespace namespaces, ChartCatalogue charts, ClusterRelease release, ClusterReadiness readiness, UpdateRollback rollback) : IJobHandler
{
    /// <summary>The step that notes what stands.</summary>
    public const string BeginStep = "begin-update";

    /// <summary>The step that takes away what cannot be changed.</summary>
    public const string ReplaceStep = "remove-objects";

    /// <summary>The first step that changes the release.</summary>
    public const string UpgradeStep = "upgrade-release";

    public string Method => JobMethod.ClusterUpdate;

    public async Task<string> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        // Died while rolling back: the update is not tried again, or it would succeed on what is being taken back.
        UpdateRollback.RethrowIfBegun(job);
        var cluster = await FindAsync(job.Job, cancellationToken);
        var target = await TargetAsync(job.Job, cluster, cancellationToken);
        foreach (var problem in ClusterFile.Parse(target.Opened!.Spec).Problems) await job.WarnAsync($"{problem.Path}: {problem.Message}", cancellationToken);

        await job.RunStepAsync(BeginStep, async cancel => new UpdateStart(cluster.Status, await release.DeployedRevisionAsync(cluster, cancel)), new StepRecording<UpdateStart>
        {
            Alongside = (db, _, cancel) => clusters.SetStatusAsync(db, cluster.Uuid, ClusterStatus.Updating, cancel),
        }, cancellationToken);
        await job.RunStepAsync("check-namespace", cancel => namespaces.RequireAsync(cluster.Namespace, job.Job.Request, cancel), state: null, cancellationToken);
        var chart = await job.RunStepAsync("find-chart", async cancel => (await charts.FetchAsync(target.ChartName, target.ChartVersion, job.Job.Creator, cancel)).Digest, cancellationToken);
        foreach (var warning in await charts.CompareAsync(chart, target.Opened.Spec, cancellationToken)) await job.WarnAsync(warning, cancellationToken);
        foreach (var warning in await charts.GoneImagesAsync(chart, cancellationToken)) await job.WarnAsync(warning, cancellationToken);
        foreach (var doubt in await job.RunStepAsync("check-kubernetes", cancel => release.CheckAsync(target, chart, cancel), cancellationToken)) await job.WarnAsync(doubt, cancellationToken);
        var plan = await ReplaceAsync(job, target, chart, cancellationToken);
        var upgraded = await job.RunStepAsync(UpgradeStep, cancel => release.EnsureAsync(target, chart, plan, RequestedSpec.Forces(job.Job), cancel), new StepRecording<int>
        {
            Alongside = (db, revision, cancel) => clusters.SetRevisionAsync(db, cluster.Uuid, ClusterStatus.Updating, cluster.Revision, revision, cancel),
        }, cancellationToken);
        await job.WaitStepAsync("wait-ready", async cancel => await readiness.WaitAsync(job, target, await release.GetWorkloadsAsync(target, upgraded, cancel), cancel), cancellationToken);
        return "Cluster update Success";
    }

    // The plan is recorded before anything is deleted: afterwards nobody could find out what there was.
    private async Task<ReplacementPlan> ReplaceAsync(JobContext job, ClusterRecord target, string chart, CancellationToken cancellationToken)
    {
        var plan = await job.RunStepAsync("compare-objects", cancel => release.PlanAsync(target, chart, cancel), cancellationToken);
        foreach (var told in plan.Told()) await job.WarnAsync(told, cancellationToken);
        if (plan.ChangesObjects) await job.RunStepAsync(ReplaceStep, cancel => release.CarryOutAsync(target, plan, cancel), state: null, cancellationToken);
        return plan;
    }

    public async Task<JobEnding> CleanUpAsync(JobContext job, JobEnding ending, CancellationToken cancellationToken) =>
        await clusters.FindAsync(job.Job.ClusterUuid, cancellationToken) is { } cluster ? await rollback.RunAsync(job, cluster, ending, cancellationToken) : ending;

    public async Task RecordEndAsync(StorageConnection db, JobRecord job, JobEnding ending, CancellationToken cancellationToken)
    {
        if (ending.Status != JobStatus.Success)
        {
            // What the rollback brought back is Running again by now.
            await clusters.FailUpdateAsync(db, job.ClusterUuid, cancellationToken);
            return;
        }

        var request = await RequestAsync(job, cancellationToken);
        var spec = RequestedSpec.Check(request);
        await clusters.SetUpdatedAsync(db, job.ClusterUuid, spec.ChartVersion, new OpenedSpec(RequestedSpec.Text(request, spec), spec.Values.ToJsonString()), cancellationToken);
    }

    private async Task<ClusterRecord> FindAsync(JobRecord job, CancellationToken cancellationToken) =>
        await clusters.FindAsync(job.ClusterUuid, cancellationToken) is { DeletedAt: null } cluster ? cluster : throw ServiceException.NotFound("cluster_missing");

    private async Task<ClusterRecord> TargetAsync(JobRecord job, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        var request = await RequestAsync(job, cancellationToken);
        var spec = RequestedSpec.Check(request);
        return cluster with { ChartName = spec.ChartName, ChartVersion = spec.ChartVersion, Opened = new OpenedSpec(RequestedSpec.Text(request, spec), spec.Values.ToJsonString()) };
    }

    private async Task<ClusterRequest> RequestAsync(JobRecord job, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await clusters.OpenRequestAsync(job.Uuid, job.Request!, cancellationToken), WireJson.Default.ClusterRequest)!;
}
