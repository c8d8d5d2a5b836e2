using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>A workload's selector matches its own pods and nobody else's, and a StatefulSet's Service is there.</summary>
internal sealed class SelectorsMatchTheirPods : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        foreach (var pod in release.Pods.Where(pod => Manifests.Kind(pod.Workload) is "Deployment" or "StatefulSet" or "DaemonSet"))
        {
            var selector = pod.Workload["spec"]!["selector"]?["matchLabels"] as JsonObject ?? [];
            if (selector.Count == 0 || !pod.IsSelectedBy(selector)) yield return $"{pod.Title}: its selector does not match the labels of its pods";
            foreach (var other in release.Pods.Where(other => other != pod && other.IsSelectedBy(selector)))
                yield return $"{pod.Title}: its selector matches the pods of {other.Title} too";
            if (Manifests.Kind(pod.Workload) == "StatefulSet" && release.Find("Service", pod.Workload["spec"]!["serviceName"]?.ToString()) is null)
                yield return $"{pod.Title}: its Service {pod.Workload["spec"]!["serviceName"]} is not in the release";
        }
    }
}
