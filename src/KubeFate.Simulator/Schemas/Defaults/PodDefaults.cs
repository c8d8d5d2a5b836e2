using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Defaults of pods that depend on other fields.</summary>
internal static class PodDefaults
{
    private static readonly string[] ContainerLists = ["initContainers", "containers"];

    public static void Pod(JsonObject pod)
    {
        if (pod["spec"] is not JsonObject spec)
        {
            return;
        }

        spec["enableServiceLinks"] ??= true;
        foreach (var resources in Containers(spec).Select(container => container["resources"]).OfType<JsonObject>())
        {
            RequestsFromLimits(resources);
        }
    }

    public static void Spec(JsonObject spec)
    {
        // The older name of one field; servers always show both.
        spec["serviceAccountName"] ??= spec["serviceAccount"]?.DeepClone();
        spec["serviceAccount"] = spec["serviceAccountName"]?.DeepClone();
        if (spec["serviceAccountName"] is null)
        {
            spec.Remove("serviceAccountName");
            spec.Remove("serviceAccount");
        }

        if ((bool?)spec["hostNetwork"] == true)
        {
            foreach (var port in Containers(spec).SelectMany(container => container["ports"] as JsonArray ?? []).OfType<JsonObject>())
            {
                port["hostPort"] ??= port["containerPort"]?.DeepClone();
            }
        }
    }

    public static void Container(JsonObject container)
    {
        if (container["image"] is JsonValue image && image.TryGetValue<string>(out var name))
        {
            container["imagePullPolicy"] ??= IsMoving(name) ? "Always" : "IfNotPresent";
        }
    }

    public static void Volume(JsonObject volume)
    {
        if (volume.All(field => field.Key is "name"))
        {
            volume["emptyDir"] = new JsonObject();
        }
    }

    /// <summary>Whether the image is named by the tag <c>latest</c>, said or meant.</summary>
    private static bool IsMoving(string image)
    {
        if (image.Contains('@'))
        {
            return false;
        }

        var last = image[(image.LastIndexOf('/') + 1)..];
        return !last.Contains(':') || last.EndsWith(":latest", StringComparison.Ordinal);
    }

    private static void RequestsFromLimits(JsonObject resources)
    {
        if (resources["limits"] is not JsonObject { Count: > 0 } limits)
        {
            return;
        }

        var requests = resources["requests"] as JsonObject;
        if (requests is null)
        {
            resources["requests"] = requests = [];
        }

        foreach (var (name, limit) in limits.Where(limit => requests[limit.Key] is null))
        {
            requests[name] = limit?.DeepClone();
        }
    }

    private static IEnumerable<JsonObject> Containers(JsonObject spec) =>
        ContainerLists.SelectMany(list => spec[list] as JsonArray ?? []).OfType<JsonObject>();
}
