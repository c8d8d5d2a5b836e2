using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>
/// Judges a DaemonSet in the order that <c>kubectl rollout status</c> does (kubectl 1.35, rollout_status.go). For the strategy OnDelete,
/// where kubectl has no answer, old pods count as well.
/// </summary>
internal static class DaemonSetRule
{
    public static Rollout Judge(DaemonSet set)
    {
        var status = set.Status;
        var desired = status.DesiredNumberScheduled;
        var ready = Math.Min(status.NumberAvailable, desired);

        if (set.Metadata.Generation > status.ObservedGeneration) return Rollout.NotObserved(ready, desired);
        if (set.Spec.UpdateStrategy.Type is not "OnDelete" && status.UpdatedNumberScheduled < desired)
        {
            return Rollout.Going(ready, desired, $"{status.UpdatedNumberScheduled} of {Words.Pods(desired)} updated");
        }

        return status.NumberAvailable < desired
            ? Rollout.Going(ready, desired, $"{status.NumberAvailable} of {Words.Pods(desired)} available")
            : Rollout.Complete(ready, desired);
    }
}
