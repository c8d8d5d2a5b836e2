using KubeFate.Client.Clusters;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>
/// Takes an update back that failed, ran out of time or was stopped: the release goes back to the revision before, and the cluster is
/// Running again once its workloads are ready. The decision is recorded first, with how the job is to end; from then on whoever takes
/// the job over goes on rolling back.
/// </summary>
internal sealed class UpdateRollback(
    ClusterStore clusters, ClusterRelease release, ClusterReadiness readiness, ClusterLeftovers leftovers, JobOptions options, TimeProvider time)
{
    private const string DecideStep = "begin-rollback";
    private const string LeftoverStep = "remove-leftovers";

    /// <summary>Throws again what ended the update, when an earlier attempt has decided to roll it back.</summary>
    public static void RethrowIfBegun(JobContext job)
    {
        if (job.Finished<JobEnding>(DecideStep)?.Failure is { } failure) throw new ServiceException(failure.Code, failure.Message, 409) { Detail = failure.Detail };
    }

    /// <summary>Rolls back what there is to roll back, and tells how the job ends: why the update failed, and what the rollback did.</summary>
    public async Task<JobEnding> RunAsync(JobContext job, ClusterRecord cluster, JobEnding ending, CancellationToken cancellationToken)
    {
        if (job.Finished<UpdateStart>(UpdateCluster.BeginStep) is not { } before) return ending;
        if (!job.HasBegun(UpdateCluster.UpgradeStep) && !job.HasBegun(UpdateCluster.ReplaceStep))
        {
            await job.WriteAsync((db, cancel) => clusters.SetStatusAsync(db, cluster.Uuid, before.Status, cancel), cancellationToken);
            return Told(ending, "Nothing of the cluster was changed");
        }

        if (before.Status != ClusterStatus.Running || before.HelmRevision == 0)
            return Told(ending, "The cluster did not run before, so there is nothing to go back to: what was made is kept. Look at it, then update or delete it");

        ending = await job.RunStepAsync(DecideStep, _ => Task.FromResult(ending), new StepRecording<JobEnding>
        {
            Alongside = async (db, _, cancel) =>
            {
                await clusters.SetStatusAsync(db, cluster.Uuid, ClusterStatus.Rollback, cancel);
                await JobStore.BeginRollbackAsync(db, job.Job.Id, time.GetUtcNow(), cancel);
            },
        }, cancellationToken);
        return await RollBackAsync(job, cluster, before, ending, cancellationToken);
    }

    private async Task<JobEnding> RollBackAsync(JobContext job, ClusterRecord cluster, UpdateStart before, JobEnding ending, CancellationToken cancellationToken)
    {
        try
        {
            var mustApply = await ReplaceAsync(job, cluster, before, cancellationToken) || job.HasBegun(UpdateCluster.ReplaceStep);
            IReadOnlyList<RefusedObject> refused = mustApply ? [] : Refused(job, ending);
            var revision = await job.RunStepAsync("roll-back", cancel => release.RestoreAsync(cluster, before.HelmRevision, mustApply, refused, cancel), new StepRecording<int>
            {
                Alongside = (db, now, cancel) => clusters.SetRevisionAsync(db, cluster.Uuid, ClusterStatus.Rollback, cluster.Revision, now, cancel),
            }, cancellationToken);

            if (revision != before.HelmRevision) await job.RunStepAsync(LeftoverStep, cancel => leftovers.RemoveFailedAsync(cluster, before.HelmRevision, cancel), state: null, cancellationToken);

            // An update that did not come as far as the release left everything as it was, ready or not.
            await job.RunStepAsync("wait-restored", async cancel =>
            {
                if (revision != before.HelmRevision) await readiness.WaitAgainAsync(cluster, await release.GetWorkloadsAsync(cluster, revision, cancel), options.RollbackPatience, cancel);
                return revision;
            }, new StepRecording<int>
            {
                State = _ => "Cluster rollback Success",
                OnlyWaits = true,
                Alongside = (db, _, cancel) => clusters.SetStatusAsync(db, cluster.Uuid, ClusterStatus.Running, cancel),
            }, cancellationToken);
            return Told(ending, revision == before.HelmRevision ? "Nothing of the cluster was changed" : $"It was rolled back: the cluster runs as before ({cluster.ChartName} {cluster.ChartVersion})");
        }
        catch (Exception e) when (e is HelmException or KubernetesException or ServiceException)
        {
            var why = JobFailure.From(e, job.Job.Uuid);
            return Told(ending with { Failure = ending.Failure ?? why with { Code = "rollback_failed", Message = "The update was stopped." } },
                $"Rolling it back failed too: {why.Message}. The cluster is left as it is; update it again to repair it, or delete it");
        }
    }

    // Objects that Kubernetes did not let the update change, so that nothing of them has to be taken back.
    private static IReadOnlyList<RefusedObject> Refused(JobContext job, JobEnding ending) =>
        job.Finished<int>(UpdateCluster.UpgradeStep) == 0 && ending.Failure?.Detail is { } detail ? RefusedObject.In(detail) : [];

    // What the update made anew cannot be changed back either. Answers whether something was taken away.
    private async Task<bool> ReplaceAsync(JobContext job, ClusterRecord cluster, UpdateStart before, CancellationToken cancellationToken)
    {
        var plan = await job.RunStepAsync("compare-objects-back", cancel => release.PlanBackAsync(cluster, before.HelmRevision, cancel), cancellationToken);
        if (plan.ChangesObjects) await job.RunStepAsync("remove-objects-back", cancel => release.CarryOutAsync(cluster, plan, cancel), state: null, cancellationToken);
        return plan.Removals.Count > 0;
    }

    private static JobEnding Told(JobEnding ending, string what)
    {
        if (ending.Failure is not { } failure) return ending;
        failure = failure with { Message = $"{failure.Message.TrimEnd('.')}. {what}" };
        return ending with { Failure = failure, State = ending.Status == JobStatus.Failed ? $"job run Failed: {failure.Message}" : ending.State };
    }
}
