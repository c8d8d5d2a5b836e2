using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>How and why a container ended that should run.</summary>
internal static class CrashReason
{
    /// <summary>
    /// Restarts after which a crash loop counts as stuck: about 70 s of back-off. Before that it is often only the start order, such as
    /// FATE-Flow before its database, which heals.
    /// </summary>
    private const int StuckAfter = 3;

    public static Waiting? Explain(Pod pod, ContainerStatus container, string role, Clues clues)
    {
        var isLoop = container.State.Waiting is { Reason: "CrashLoopBackOff" };
        var end = container.State.Terminated ?? container.LastState.Terminated;
        if (end is null && !isLoop) return null;
        var isDown = container.State.Running is null;
        if (!isDown && container.RestartCount == 0) return null;

        var crashes = Math.Max(1, container.RestartCount + (container.State.Terminated is null ? 0 : 1));
        var isStuck = isDown && container.RestartCount >= StuckAfter;
        var name = $"the {role}container {container.Name}";
        if (end?.Reason is "OOMKilled")
        {
            return new Waiting(
                WaitReason.OutOfMemory, $"{name} was ended {Words.Times(crashes)} for using more memory than its limit: raise resources.limits.memory", isStuck);
        }

        if (end?.Reason is "StartError" or "ContainerCannotRun")
        {
            return new Waiting(WaitReason.StartFailed, $"{name} cannot be started: {Words.Clip(end.Message)}", isDown);
        }

        // A container that waits for its next run has an empty log; the reason is in that of the run before.
        var verb = end?.ExitCode == 0 ? "ended" : "crashed";
        var log = $"see: kubefate cluster logs{(container.State.Terminated is null ? " --previous" : "")}, container {container.Name}";
        return isDown
            ? new Waiting(WaitReason.Crash, $"{name} {verb} {Words.Times(crashes)}{How(pod, end, clues)}; {log}", isStuck)
            : new Waiting(WaitReason.NotReadyYet, $"{name} runs again after it {verb} {Words.Times(crashes)}{How(pod, end, clues)}, not ready yet; {log}");
    }

    /// <summary>Such as <c> (exit code 1, its liveness probe failed)</c>.</summary>
    public static string How(Pod pod, TerminatedState? end, Clues clues)
    {
        if (end is null) return "";

        var meaning = end.ExitCode switch
        {
            0 => "as if it were done",
            126 => "its command may not be run",
            127 => "its command is not found",
            137 when clues.EventsOf(pod).Any(IsLiveness) => "its liveness probe failed",
            137 => "killed",
            139 => "memory fault",
            143 when clues.EventsOf(pod).Any(IsLiveness) => "its liveness probe failed",
            143 => "told to end",
            _ => end.Reason is "Error" or "Completed" ? "" : end.Reason,
        };
        var said = end.Message.Length > 0 ? Words.Clip(end.Message) : "";
        return $" ({string.Join(", ", new[] { $"exit code {end.ExitCode}", meaning, said }.Where(part => part.Length > 0))})";
    }

    private static bool IsLiveness(ClusterEvent one) => one.Reason is "Unhealthy" && one.Message.StartsWith("Liveness", StringComparison.Ordinal);
}
