using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>Which container a request to a pod means, and whether it has begun.</summary>
internal static class PodContainers
{
    /// <exception cref="ApiFailure">400 when the pod has no such container, or several and none was named.</exception>
    public static string Choose(JsonObject pod, string? wanted)
    {
        var main = Names(pod, "containers");
        var inits = Names(pod, "initContainers");
        var name = ObjectMeta.Name(pod);
        if (wanted is null)
        {
            if (main.Count == 1) return main[0];
            var init = inits.Count > 0 ? $" or one of the init containers: [{string.Join(' ', inits)}]" : "";
            throw ApiFailure.BadRequest($"a container name must be specified for pod {name}, choose one of: [{string.Join(' ', main)}]{init}");
        }

        if (main.Contains(wanted) || inits.Contains(wanted)) return wanted;
        throw ApiFailure.BadRequest($"container {wanted} is not valid for pod {name}");
    }

    /// <exception cref="ApiFailure">400 while it waits to start for the first time, with what it waits for.</exception>
    public static void RequireStarted(JsonObject pod, string container)
    {
        if (string.IsNullOrEmpty(pod["spec"]?["nodeName"]?.ToString()))
            throw ApiFailure.BadRequest($"pod {ObjectMeta.Name(pod)} does not have a host assigned");
        var status = ((ReadOnlySpan<string>)["containerStatuses", "initContainerStatuses"]).ToArray()
            .SelectMany(list => pod["status"]?[list] as JsonArray ?? []).FirstOrDefault(found => found?["name"]?.ToString() == container);
        if (status?["state"]?["waiting"] is not { } waiting || status["lastState"]?["terminated"] is not null) return;
        var reason = waiting["reason"]?.ToString() ?? "ContainerCreating";
        var why = reason is "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName" ? "trying and failing to pull image" : reason;
        throw ApiFailure.BadRequest($"container \"{container}\" in pod \"{ObjectMeta.Name(pod)}\" is waiting to start: {why}");
    }

    private static List<string> Names(JsonObject pod, string list) =>
        [.. (pod["spec"]?[list] as JsonArray ?? []).Select(container => container?["name"]?.ToString() ?? "")];
}
