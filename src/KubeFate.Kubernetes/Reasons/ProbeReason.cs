using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Why a running container is not ready: what its probes say.</summary>
internal static class ProbeReason
{
    public static Waiting? Explain(Pod pod, ContainerStatus container, Clues clues)
    {
        if (container.Ready || container.State.Running is null) return null;
        var failed = clues.EventsOf(pod).FirstOrDefault(one => one.Reason is "Unhealthy");
        if (failed is null) return new Waiting(WaitReason.NotReadyYet, $"the container {container.Name} runs and is not ready yet");

        // "Readiness probe failed: dial tcp 10.1.2.3:9360: connect: connection refused"
        var parts = failed.Message.Split(" probe ", 2);
        var probe = parts.Length == 2 ? parts[0].ToLowerInvariant() : "readiness";
        var words = Words.Clip(parts[^1].StartsWith("failed: ", StringComparison.Ordinal) ? parts[^1]["failed: ".Length..] : parts[^1]);
        return new Waiting(
            WaitReason.ProbeFailing,
            $"the container {container.Name} runs, but its {probe} probe fails: {words}; if that stays so, see: kubefate cluster logs, container {container.Name}");
    }
}
