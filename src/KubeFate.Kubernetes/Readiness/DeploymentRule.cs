using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Judges a Deployment in the order that <c>kubectl rollout status</c> does (kubectl 1.35, rollout_status.go).</summary>
internal static class DeploymentRule
{
    public static Rollout Judge(Deployment deployment)
    {
        var status = deployment.Status;
        var desired = deployment.Spec.Replicas ?? 1;
        var ready = Math.Min(status.AvailableReplicas, status.UpdatedReplicas);

        if (deployment.Metadata.Generation > status.ObservedGeneration) return Rollout.NotObserved(ready, desired);
        if (status.Conditions.Of("Progressing") is { Reason: "ProgressDeadlineExceeded" })
        {
            return Rollout.Stopped(ready, desired, WaitReason.DeadlineExceeded, "made no progress within its progress deadline: look at its pods and events");
        }

        if (status.UpdatedReplicas < desired) return Updating(deployment, ready, desired);
        if (status.Replicas > status.UpdatedReplicas)
        {
            return Rollout.Going(ready, desired, $"{Words.Pods(status.Replicas - status.UpdatedReplicas, "old")} still to be ended");
        }

        if (status.AvailableReplicas < status.UpdatedReplicas)
        {
            return Rollout.Going(ready, desired, $"{status.AvailableReplicas} of {Words.Pods(status.UpdatedReplicas)} available");
        }

        return Rollout.Complete(ready, desired);
    }

    private static Rollout Updating(Deployment deployment, int ready, int desired)
    {
        if (deployment.Spec.Paused)
        {
            var resume = $"kubectl rollout resume deployment/{deployment.Metadata.Name}";
            return Rollout.Stopped(ready, desired, WaitReason.Paused, $"its rollout is paused: resume it with {resume}");
        }

        return Rollout.Going(ready, desired, $"{deployment.Status.UpdatedReplicas} of {Words.Pods(desired, "new")} created");
    }
}
