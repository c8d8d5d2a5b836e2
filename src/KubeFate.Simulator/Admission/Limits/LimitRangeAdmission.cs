using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission.Limits;

/// <summary>LimitRanges of a namespace: what containers get that say nothing, and what is too little or too much.</summary>
internal static class LimitRangeAdmission
{
    private const string Annotation = "kubernetes.io/limit-ranger";

    /// <summary>Gives a new pod's containers the requests and limits that they leave out, in place.</summary>
    public static void Complete(ObjectStore store, JsonObject pod)
    {
        var told = new List<string>();
        foreach (var range in store.List(ResourceCatalog.LimitRanges, pod.Namespace()))
        {
            var (requests, limits) = Defaults(range);
            if (requests.Count + limits.Count == 0) continue;
            foreach (var container in pod.Items("spec", "containers")) Merge(container, "container", requests, limits, told);
            foreach (var container in pod.Items("spec", "initContainers")) Merge(container, "init container", requests, limits, told);
        }

        if (told.Count > 0) pod.SetAnnotation(Annotation, "LimitRanger plugin set: " + string.Join("; ", told));
    }

    /// <exception cref="ApiFailure">403 with everything that is out of range.</exception>
    public static void Require(ObjectStore store, ObjectKey key, JsonObject item)
    {
        if (key.Type != ResourceCatalog.Pods && key.Type != ResourceCatalog.PersistentVolumeClaims) return;
        foreach (var range in store.List(ResourceCatalog.LimitRanges, key.Namespace))
        {
            var problems = range.Items("spec", "limits")
                .SelectMany(limit => key.Type == ResourceCatalog.Pods ? LimitRules.Pod(limit, item) : LimitRules.Claim(limit, item))
                .Distinct(StringComparer.Ordinal).ToList();
            if (problems.Count == 0) continue;
            throw ApiFailure.Forbidden(key.Type, key.Name, problems.Count == 1 ? problems[0] : $"[{string.Join(", ", problems)}]");
        }
    }

    // For several ranges a real server's order is by chance; here it is by name.
    private static (Dictionary<string, JsonNode> Requests, Dictionary<string, JsonNode> Limits) Defaults(JsonObject range)
    {
        var (requests, limits) = (new Dictionary<string, JsonNode>(StringComparer.Ordinal), new Dictionary<string, JsonNode>(StringComparer.Ordinal));
        foreach (var limit in range.Items("spec", "limits").Where(limit => limit.Text("type") is "Container"))
        {
            foreach (var (name, quantity) in limit["defaultRequest"] as JsonObject ?? []) requests[name] = quantity!;
            foreach (var (name, quantity) in limit["default"] as JsonObject ?? []) limits[name] = quantity!;
        }

        return (requests, limits);
    }

    private static void Merge(
        JsonObject container, string kind, Dictionary<string, JsonNode> requests, Dictionary<string, JsonNode> limits, List<string> told)
    {
        foreach (var (part, word, defaults) in ((string, string, Dictionary<string, JsonNode>)[])[("requests", "request", requests), ("limits", "limit", limits)])
        {
            var set = defaults.Where(entry => container.At("resources", part, entry.Key) is null).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
            if (set.Count == 0) continue;
            foreach (var (name, quantity) in set) container.Child("resources", part)[name] = quantity.DeepClone();
            told.Add($"{string.Join(", ", set.Select(entry => entry.Key))} {word} for {kind} {container.Text("name")}");
        }
    }
}
