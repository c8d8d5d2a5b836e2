using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>Every Service selects pods, and every port of it leads to one that a container of theirs opens.</summary>
internal sealed class ServicesReachPods : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        foreach (var service in release.Of("Service").Where(service => service["spec"]!["type"]?.ToString() != "ExternalName"))
        {
            var title = RenderedRelease.Title(service);
            Pod[] pods = service["spec"]!["selector"] is JsonObject { Count: > 0 } selector ? [.. release.Pods.Where(pod => pod.IsSelectedBy(selector))] : [];
            if (pods.Length == 0) yield return $"{title}: its selector selects no pod";
            var headless = service["spec"]!["clusterIP"]?.ToString() == "None";
            if (headless && service["spec"]!["type"]?.ToString() is "NodePort" or "LoadBalancer") yield return $"{title}: it is headless, so it cannot be of type {service["spec"]!["type"]}";
            foreach (var port in Pod.List(service["spec"]!.AsObject(), "ports"))
            {
                var target = port["targetPort"] ?? port["port"]!;
                foreach (var pod in pods.Where(pod => !Opens(pod, target))) yield return $"{title}: no container of {pod.Title} opens {target}";

                // Without an address of its own nothing translates: clients arrive at the port that they were told.
                if (headless && pods.Any(pod => PortOf(pod, target) != port["port"]!.ToString()))
                    yield return $"{title}: it is headless, so port {port["port"]} cannot lead to {target}";
            }
        }
    }

    private static bool Opens(Pod pod, JsonNode target) => PortOf(pod, target) is not null;

    private static string? PortOf(Pod pod, JsonNode target) => (
        from container in pod.Containers
        from port in Pod.List(container, "ports")
        where port["containerPort"]!.ToString() == target.ToString() || port["name"]?.ToString() == target.ToString()
        select port["containerPort"]!.ToString()).FirstOrDefault();
}
