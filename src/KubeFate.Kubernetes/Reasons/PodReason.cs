using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Why one pod is not ready, in the order a pod goes through: a node, init containers, containers, probes.</summary>
internal static class PodReason
{
    public static Waiting? Explain(Pod pod, Clues clues)
    {
        if (pod.Status.Conditions.Of("Ready") is { IsTrue: true } || pod.Status.Phase is "Succeeded") return null;
        if (pod.Status.Reason is "NodeLost" || pod.Status.Phase is "Unknown") return NodeLost(pod);
        if (pod.Status.Phase is "Failed") return Failed(pod, clues);
        if (pod.Status.Conditions.Of("PodScheduled") is { Status: "False" } unscheduled) return SchedulingReason.Explain(pod, unscheduled, clues);

        return InitReason.Explain(pod, clues) ?? Containers(pod, clues) ?? Ready(pod);
    }

    public static Waiting NodeLost(Pod pod) => new(
        WaitReason.NodeLost,
        $"the node {pod.Spec.NodeName} does not answer: bring it back, or remove it with kubectl delete node {pod.Spec.NodeName}",
        Stuck: true);

    /// <summary>The worst of a container's troubles, or what it is doing.</summary>
    public static Waiting? Container(Pod pod, ContainerStatus container, string role, Clues clues)
    {
        if (container.Ready) return null;
        if (container.State.Terminated is { ExitCode: 0 } && role.Length > 0) return null;
        return ImageReason.Explain(pod, container, clues)
            ?? ConfigReason.Explain(container, role)
            ?? CrashReason.Explain(pod, container, role, clues)
            ?? (container.State.Waiting is not null ? StartingReason.Explain(pod, container, role, clues) : null);
    }

    private static Waiting? Containers(Pod pod, Clues clues)
    {
        var all = pod.Status.ContainerStatuses ?? [];
        if (all.Count == 0) return StartingReason.OfPod(pod, clues) ?? new Waiting(WaitReason.Starting, Place(pod));

        return all.Select(one => Container(pod, one, role: "", clues) ?? ProbeReason.Explain(pod, one, clues))
            .OfType<Waiting>()
            .OrderByDescending(one => (one.Stuck, one.Reason))
            .FirstOrDefault();
    }

    // In its first moments nobody has looked at the pod yet.
    private static string Place(Pod pod) =>
        pod.Spec.NodeName is { Length: > 0 } node ? $"its pod is to start on the node {node}" : "its pod waits to be given a node";

    private static Waiting? Ready(Pod pod) =>
        pod.Status.Conditions.Of("ContainersReady") is { IsTrue: true }
            ? new Waiting(WaitReason.NotReadyYet, "its containers are ready, a readiness gate of the pod is still closed")
            : null;

    private static Waiting Failed(Pod pod, Clues clues)
    {
        var why = pod.Status.Message.Length > 0 ? Words.Clip(pod.Status.Message) : pod.Status.Reason;
        if (pod.Status.Reason is "Evicted")
        {
            return new Waiting(WaitReason.Evicted, $"its pod was evicted from the node {pod.Spec.NodeName} and is replaced: {why}");
        }

        var ended = (pod.Status.ContainerStatuses ?? []).FirstOrDefault(one => one.State.Terminated is { ExitCode: not 0 });
        var how = ended is null ? "" : $", container {ended.Name}{CrashReason.How(pod, ended.State.Terminated, clues)}";
        return new Waiting(WaitReason.Evicted, $"its pod {pod.Metadata.Name} failed and is replaced{how}{(why.Length > 0 ? ": " + why : "")}");
    }
}
