using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>
/// Judges a StatefulSet in the order that <c>kubectl rollout status</c> does (kubectl 1.35, rollout_status.go). For the strategy OnDelete
/// kubectl has no answer; there all pods ready is enough, since old ones stay until somebody deletes them.
/// </summary>
internal static class StatefulSetRule
{
    public static Rollout Judge(StatefulSet set)
    {
        var status = set.Status;
        var desired = set.Spec.Replicas ?? 1;
        var ready = Math.Min(status.ReadyReplicas, desired);

        if (status.ObservedGeneration == 0 || set.Metadata.Generation > status.ObservedGeneration) return Rollout.NotObserved(ready, desired);
        if (status.ReadyReplicas < desired) return Rollout.Going(ready, desired, $"{status.ReadyReplicas} of {Words.Pods(desired)} ready{Order(set)}");
        if (set.Spec.UpdateStrategy.Type is "OnDelete") return Rollout.Complete(ready, desired);

        if (set.Spec.UpdateStrategy.RollingUpdate is { } rolling)
        {
            var wanted = desired - (rolling.Partition ?? 0);
            return rolling.Partition is not null && status.UpdatedReplicas < wanted
                ? Rollout.Going(ready, desired, $"{status.UpdatedReplicas} of {Words.Pods(wanted)} updated")
                : Rollout.Complete(ready, desired);
        }

        return string.Equals(status.UpdateRevision, status.CurrentRevision, StringComparison.Ordinal)
            ? Rollout.Complete(ready, desired)
            : Rollout.Going(ready, desired, $"{status.UpdatedReplicas} of {Words.Pods(desired)} updated");
    }

    private static string Order(StatefulSet set) =>
        set.Spec.PodManagementPolicy is "Parallel" || set.Spec.Replicas is null or <= 1 ? "" : ", started one after the other";
}
