using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Jobs;

/// <summary>Runs a Job's pods until enough have succeeded or too many have failed. CronJobs are kept but never run.</summary>
internal sealed class JobController(Cluster cluster) : IController
{
    private const string Component = "job-controller";
    private static readonly TimeSpan firstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan longestRetry = TimeSpan.FromMinutes(6);

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.Jobs) return [change.Key];
        if (change.Key.Type != ResourceCatalog.Pods) return [];
        return Owners.ControllerKey(change.Object, ResourceCatalog.Jobs) is { } owner ? [owner] : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } job || job.IsDeleting()) return null;
        var run = new JobRun(job, cluster.ControlledBy(job, ResourceCatalog.Pods));
        if (run.FinishedAt is { } finished) return Expire(key, job, finished);
        if (job.Flag("spec", "suspend")) return Suspend(key, job, run);
        var outcome = Outcome(job, run);
        TimeSpan? next = null;
        if (outcome is null && cluster.IsOpen(key.Namespace)) next = Fill(job, run);
        var ended = outcome is { Succeeded: false } ? run.Active.Count : 0;
        if (outcome is not null) foreach (var pod in run.Active) PodTemplates.Delete(cluster, job, Component, pod);
        run = new(job, cluster.ControlledBy(job, ResourceCatalog.Pods)) { Ended = ended };
        cluster.UpdateStatus(key, job, JobStatus.Write(run, outcome, cluster.NowText));
        if (outcome is not null && run.FailureTarget is null) Tell(job, outcome);
        var deadline = outcome is null ? Deadline(job, run) : null;
        return next is null || deadline < next ? deadline ?? next : next;
    }

    private JobOutcome? Outcome(JsonObject job, JobRun run)
    {
        // Once it is to fail, a job only waits for its pods to end.
        if (run.FailureTarget is { } target) return new(false, target.Text("reason") ?? "", target.Text("message") ?? "");
        if (run.IsComplete) return JobOutcome.Completed;
        if (run.Failures > (job.Number("spec", "backoffLimit") ?? 6)) return JobOutcome.BackoffLimitExceeded;
        return Deadline(job, run) <= TimeSpan.Zero ? JobOutcome.DeadlineExceeded : null;
    }

    private TimeSpan? Deadline(JsonObject job, JobRun run) => job.Number("spec", "activeDeadlineSeconds") is { } seconds
        ? (run.StartedAt ?? cluster.Now).AddSeconds(seconds) - cluster.Now
        : null;

    // Null when all wanted pods are there; else how long to wait after the last failure.
    private TimeSpan? Fill(JsonObject job, JobRun run)
    {
        var missing = run.Wanted - run.Active.Count;
        foreach (var pod in run.Active.Take(Math.Max(0, -missing))) PodTemplates.Delete(cluster, job, Component, pod);
        if (missing <= 0) return null;
        if (run.LastFailure is { } failure)
        {
            var wait = firstRetry * Math.Pow(2, Math.Min(run.Failed.Count - 1, 10));
            var due = failure + (wait < longestRetry ? wait : longestRetry);
            if (due > cluster.Now) return due - cluster.Now;
        }

        try
        {
            for (var made = 0; made < missing; made++) PodTemplates.Create(cluster, job, Component, Pod(job));
            return null;
        }
        catch (ApiFailure)
        {
            // Told as an Event where it was refused.
            return firstRetry;
        }
    }

    private JsonObject Pod(JsonObject job)
    {
        if (job.Text("spec", "completionMode") is not "Indexed")
            return PodTemplates.Pod(job, job.At("spec", "template"), $"{job.Name()}-{PodTemplates.RandomSuffix()}");
        var index = JobRun.FreeIndex(cluster.ControlledBy(job, ResourceCatalog.Pods));
        var pod = PodTemplates.Pod(job, job.At("spec", "template"), $"{job.Name()}-{index}-{PodTemplates.RandomSuffix()}");
        pod.Child("metadata", "labels")[JobRun.IndexLabel] = index;
        pod.SetAnnotation(JobRun.IndexLabel, index);
        pod.Child("spec")["hostname"] = $"{job.Name()}-{index}";
        return pod;
    }

    private TimeSpan? Suspend(ObjectKey key, JsonObject job, JobRun run)
    {
        foreach (var pod in run.Active) PodTemplates.Delete(cluster, job, Component, pod);
        cluster.UpdateStatus(key, job, JobStatus.Suspended(run, cluster.NowText));
        return null;
    }

    private TimeSpan? Expire(ObjectKey key, JsonObject job, DateTimeOffset finished)
    {
        if (job.Number("spec", "ttlSecondsAfterFinished") is not { } seconds) return null;
        var left = finished.AddSeconds(seconds) - cluster.Now;
        if (left > TimeSpan.Zero) return left;
        cluster.Delete(key, job);
        return null;
    }

    private void Tell(JsonObject job, JobOutcome outcome)
    {
        if (outcome.Succeeded) cluster.Events.Normal(job, Component, "Completed", "Job completed");
        else cluster.Events.Warning(job, Component, outcome.Reason, outcome.Message);
    }
}
