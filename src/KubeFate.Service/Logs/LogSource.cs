using KubeFate.Kubernetes;

namespace KubeFate.Service.Logs;

/// <summary>One container of one pod.</summary>
/// <param name="Pod">The pod as it was when it was looked at.</param>
/// <param name="Container">The container.</param>
internal sealed record LogSource(PodInfo Pod, string Container)
{
    /// <summary>How far the container is; null when the kubelet has not looked at it yet.</summary>
    public ContainerRun? Run => Pod.Runs.FirstOrDefault(run => run.Container == Container);

    /// <summary>What stands before its lines when there are several, as the original puts it.</summary>
    public string Prefix => $"[{Pod.Name} {Container}] ";

    /// <summary>
    /// The containers that a wish means, by pod: all but the init containers; those of that name, which may be an init container's; or, when no
    /// container has the name, those of the module of that name.
    /// </summary>
    public static IReadOnlyList<LogSource> Choose(IEnumerable<PodInfo> pods, string? name)
    {
        var sorted = pods.OrderBy(pod => pod.Name, StringComparer.Ordinal).ToList();
        if (name is null) return [.. sorted.SelectMany(All)];
        var named = sorted.SelectMany(pod => pod.InitContainers.Concat(pod.Containers).Where(container => container == name).Select(container => new LogSource(pod, container))).ToList();
        return named.Count > 0 ? named : [.. sorted.Where(pod => pod.Module == name).SelectMany(All)];
    }

    /// <summary>The names that a wish may have, for a message.</summary>
    public static string Names(IReadOnlyCollection<PodInfo> pods)
    {
        if (pods.Count == 0) return "the cluster has no pods";
        var containers = pods.SelectMany(pod => pod.InitContainers.Concat(pod.Containers)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var modules = pods.Select(pod => pod.Module).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"containers: {string.Join(", ", containers)}; modules: {string.Join(", ", modules)}";
    }

    private static IEnumerable<LogSource> All(PodInfo pod) => pod.Containers.Select(container => new LogSource(pod, container));
}
