using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>The values of the placeholders in a stage's texts.</summary>
internal sealed class StepWords(Cluster cluster, PodView view, Choice choice, ContainerView? container, TimeSpan waited)
{
    public StepWords About(ContainerView? other) => new(cluster, view, choice, other, waited);

    public JsonNode? Value(string name) => name switch
    {
        "now" => cluster.NowText,
        "pod" => view.Pod.Name(),
        "namespace" => view.Pod.Namespace(),
        "uid" => view.Uid,
        "node" => view.Pod.Text("spec", "nodeName"),
        "stage" => choice.Plan.Name,
        "volumeProblem" => PodSources.VolumeProblem(cluster.Store, view.Pod),
        "waited" => Waited(),
        _ => container is null ? null : Of(container, name),
    };

    private JsonNode? Of(ContainerView about, string name) => name switch
    {
        "container" => about.Name,
        "image" => about.Image,
        "imageName" => ImageReference.Full(about.Image),
        "imageID" => ImageReference.Digest(about.Image),
        "imageSize" => ImageReference.Size(about.Image),
        "imageProblem" => $"Failed to apply default image tag \"{about.Image}\": couldn't parse image name \"{about.Image}\": invalid reference format",
        "configurationProblem" => PodSources.EnvironmentProblem(cluster.Store, view.Pod.Namespace(), about.Spec),
        "newContainerID" => "containerd://" + ImageReference.Hash($"{view.Uid}/{about.Name}/{about.RestartCount}"),
        "containerID" => about.Status.Text("containerID"),
        "startedAt" => about.Status.Text("state", "running", "startedAt") ?? cluster.NowText,
        "terminated" => about.Status.At("state", "terminated"),
        "backoff" => StageDuration.Format(choice.Plan.Delay("crash").BackoffAfter(about.RestartCount)),
        "command" => Command(about),
        "ports" => about.Spec.Items("ports").Select(port => port["containerPort"]?.ToString()).ToList() is { Count: > 0 } ports
            ? "port " + string.Join(", ", ports)
            : "no port",
        "probeFailure" => ProbeFailure(about),
        _ => null,
    };

    private static string Command(ContainerView about)
    {
        var words = (about.Spec["command"] as JsonArray ?? []).Concat(about.Spec["args"] as JsonArray ?? [])
            .Select(word => word?.ToString() ?? "").ToList();
        if (words.Count == 0) return "of the image";
        var line = string.Join(' ', words).ReplaceLineEndings("; ");
        return line.Length > 120 ? line[..117] + "..." : line;
    }

    private string Waited() => waited < TimeSpan.FromSeconds(1)
        ? $"{(long)waited.TotalMilliseconds}ms"
        : waited.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s";

    // Worded as the kubelet does when nobody listens.
    private string ProbeFailure(ContainerView about)
    {
        var probe = about.Spec["readinessProbe"];
        var address = view.Pod.Text("status", "podIP");
        if (probe.At("exec", "command") is JsonArray) return "command timed out";
        if (probe.At("httpGet") is { } web)
        {
            var url =
                $"{(web.Text("scheme") ?? "HTTP").ToLowerInvariant()}://{address}:{Port(about, web["port"])}{web.Text("path") ?? "/"}";
            return $"Get \"{url}\": dial tcp {address}:{Port(about, web["port"])}: connect: connection refused";
        }

        var first = about.Spec.Items("ports").FirstOrDefault()?["containerPort"];
        var port = Port(about, probe.At("tcpSocket", "port") ?? probe.At("grpc", "port") ?? first);
        return $"dial tcp {address}:{port}: connect: connection refused";
    }

    private static string Port(ContainerView about, JsonNode? port) =>
        about.Spec.Items("ports").FirstOrDefault(each => each.Is(port?.ToString(), "name"))?["containerPort"]?.ToString()
            ?? port?.ToString()
            ?? "80";
}
