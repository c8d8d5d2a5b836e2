using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>
/// A container that serves a port is probed at a port that it opens; every container says what it needs, or at most takes, unless its resources are
/// those of cluster.yaml: the operator knows better.
/// </summary>
internal sealed class ContainersAreWatched : IManifestRule
{
    private static readonly string[] Probes = ["readinessProbe", "livenessProbe"];
    private static readonly string[] Resources = ["cpu", "memory"];

    public IEnumerable<string> Check(RenderedRelease release) =>
        from pod in release.Pods
        from container in pod.AllContainers
        from problem in (pod.Containers.Contains(container) && Manifests.Kind(pod.Workload) is not ("Job" or "CronJob") ? Unwatched(container) : []).Concat(Unmeasured(release, container))
        select $"{pod.Title}: container {Pod.Name(container)}: {problem}";

    private static IEnumerable<string> Unwatched(JsonObject container)
    {
        JsonObject[] ports = [.. Pod.List(container, "ports")];
        if (ports.Length == 0) yield break;
        foreach (var name in Probes)
        {
            if (container[name] is not JsonObject probe)
            {
                yield return $"it opens ports and has no {name}";
            }
            else if ((probe["tcpSocket"] ?? probe["httpGet"] ?? probe["grpc"])?["port"] is { } port
                && !ports.Any(open => open["containerPort"]!.ToString() == port.ToString() || Pod.Name(open) == port.ToString()))
            {
                yield return $"its {name} asks at {port}, which it does not open";
            }
        }
    }

    // A limit without a request is a request of as much.
    private static IEnumerable<string> Unmeasured(RenderedRelease release, JsonObject container) =>
        from resource in Resources
        where !release.Resources.Any(given => JsonNode.DeepEquals(given, container["resources"]))
        where container["resources"]?["requests"]?[resource] is null && container["resources"]?["limits"]?[resource] is null
        select $"it requests no {resource}";
}
