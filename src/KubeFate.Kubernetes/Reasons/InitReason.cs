using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>What a pod's init containers wait for. FATE's charts name them after the module: <c>ping-mysql</c>, <c>wait-for-clustermanager</c>.</summary>
internal static class InitReason
{
    private static readonly string[] Prefixes = ["wait-for-", "wait-", "ping-", "check-"];
    private static readonly string[] Suffixes = ["-ready", "-check", "-ping"];

    public static Waiting? Explain(Pod pod, Clues clues)
    {
        foreach (var status in pod.Status.InitContainerStatuses ?? [])
        {
            var isSidecar = pod.Spec.InitContainers?.FirstOrDefault(one => string.Equals(one.Name, status.Name, StringComparison.Ordinal))?.RestartPolicy is "Always";
            if (IsPassed(status, isSidecar)) continue;

            return PodReason.Container(pod, status, "init ", clues) ?? Running(status);
        }

        return null;
    }

    /// <summary>The module an init container is named after; null when its name says nothing of the kind.</summary>
    internal static string? ModuleIn(string name)
    {
        if (Array.Find(Prefixes, one => name.StartsWith(one, StringComparison.Ordinal)) is { } prefix) return name[prefix.Length..];
        return Array.Find(Suffixes, one => name.EndsWith(one, StringComparison.Ordinal)) is { } suffix ? name[..^suffix.Length] : null;
    }

    private static bool IsPassed(ContainerStatus status, bool isSidecar) =>
        status.State.Terminated is { ExitCode: 0 } || (isSidecar && status.State.Running is not null && (status.Started ?? status.Ready));

    private static Waiting Running(ContainerStatus status) => ModuleIn(status.Name) is { } module
        ? new Waiting(WaitReason.WaitsForModule, $"waits for {module}") { Module = module }
        : new Waiting(WaitReason.Initializing, $"the init container {status.Name} is at work");
}
