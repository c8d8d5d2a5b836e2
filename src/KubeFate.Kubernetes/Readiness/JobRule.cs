using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Judges a Job by its conditions, as <c>kubectl wait --for=condition=Complete</c> does; <c>rollout status</c> knows no Jobs.</summary>
internal static class JobRule
{
    public static Rollout Judge(Job job)
    {
        var status = job.Status;
        var desired = job.Spec.Completions ?? 1;
        var done = Math.Min(status.Succeeded, desired);

        if (status.Conditions.Of("Complete") is { IsTrue: true }) return Rollout.Complete(desired, desired);
        if (status.Conditions.Of("Failed") is { IsTrue: true } failed)
        {
            var why = failed.Reason switch
            {
                "BackoffLimitExceeded" => $"its pod failed {Words.Times(status.Failed)} and will not be tried again",
                "DeadlineExceeded" => "it ran longer than its activeDeadlineSeconds",
                _ => failed.Message.Length > 0 ? Words.Clip(failed.Message) : failed.Reason,
            };
            return Rollout.Stopped(done, desired, WaitReason.JobFailed, $"the job failed: {why}; read its log, then install again");
        }

        if (job.Spec.Suspend) return Rollout.Stopped(done, desired, WaitReason.Paused, "the job is suspended: set its spec.suspend to false");
        return Rollout.Going(done, desired, status.Active > 0 ? "the job runs" : "the job is to start");
    }
}
