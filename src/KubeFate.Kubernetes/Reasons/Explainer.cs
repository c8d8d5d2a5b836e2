using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Finds the one sentence that says best why a workload is not ready: its pods first, since its own status only counts them.</summary>
internal sealed class Explainer(Clues clues, Ownership ownership)
{
    public Waiting? Explain(IResource workload, Rollout rollout)
    {
        if (rollout.Done || rollout.Waiting is { Reason: WaitReason.Paused or WaitReason.JobFailed }) return rollout.Waiting;

        var pods = ownership.PodsOf(workload);
        var found = CreationReason.Explain(workload, ownership, clues, isShort: pods.Count(IsLive) < rollout.Desired) ?? Worst(workload, rollout, pods);
        if (found is null) return Ending(rollout, pods);

        // Past its deadline Kubernetes has given the Deployment up, whatever its pods still hope for.
        return rollout.Waiting is { Stuck: true } ? found with { Stuck = true } : found;
    }

    private Waiting? Worst(IResource workload, Rollout rollout, IReadOnlyList<Pod> pods)
    {
        var newest = workload is Deployment deployment ? ownership.NewestSetOf(deployment)?.Metadata.Uid : null;
        Waiting? worst = null;
        foreach (var pod in pods.Where(IsLive).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal))
        {
            // Trouble of pods that are being replaced is trouble that is being mended.
            if (newest is not null && !string.Equals(pod.Metadata.Owner?.Uid, newest, StringComparison.Ordinal)) continue;

            var waiting = PodReason.Explain(pod, clues);
            if (waiting is null || (worst is not null && Weight(waiting) <= Weight(worst))) continue;
            worst = rollout.Desired > 1 ? waiting with { Sentence = $"pod {pod.Metadata.Name}: {waiting.Sentence}" } : waiting;
            if (waiting.Stuck && workload is StatefulSet set && Blocks(pod, set)) worst = Blocked(pod, worst);
        }

        return worst;
    }

    /// <summary>
    /// With OrderedReady a pod that never became ready is not replaced by an update: Kubernetes waits for it for ever
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
    /// </summary>
    private static bool Blocks(Pod pod, StatefulSet set) =>
        set.Spec.PodManagementPolicy is not "Parallel" && set.Status.UpdateRevision.Length > 0
        && pod.Metadata.Labels?.Revision is { } revision && !string.Equals(revision, set.Status.UpdateRevision, StringComparison.Ordinal);

    private static Waiting Blocked(Pod pod, Waiting why) => new(
        WaitReason.OldPodBlocks,
        $"the broken pod {pod.Metadata.Name} of the old revision holds up the update: delete it with kubectl delete pod {pod.Metadata.Name} ({why.Sentence})",
        Stuck: true);

    private static Waiting? Ending(Rollout rollout, IReadOnlyList<Pod> pods)
    {
        var ending = pods.Count(pod => !IsLive(pod));
        if (ending == 0 || rollout.Waiting is not { Reason: WaitReason.RollingOut }) return rollout.Waiting;

        var lost = pods.FirstOrDefault(pod => !IsLive(pod) && pod.Status.Reason is "NodeLost");
        return lost is null
            ? new Waiting(WaitReason.RollingOut, $"{Words.Pods(ending, "old")} still ending")
            : PodReason.NodeLost(lost);
    }

    private static bool IsLive(Pod pod) => pod.Metadata.DeletionTimestamp is null;

    private static int Weight(Waiting waiting) => (int)waiting.Reason + (waiting.Stuck ? 1000 : 0);
}
