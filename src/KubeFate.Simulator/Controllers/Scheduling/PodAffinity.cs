using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Controllers.Scheduling;

/// <summary>The required affinity and anti-affinity between pods. What is only preferred makes no difference on one node.</summary>
internal sealed class PodAffinity(Cluster cluster)
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    /// <summary>Why a node cannot have a pod beside those that run already, or null; and whether evicting some could help.</summary>
    public (string Reason, bool Preemptable)? Problem(JsonObject pod, JsonObject node)
    {
        var others = cluster.Pods(null).Where(other => !other.IsSame(pod) && !PodView.IsFinal(other) && other.Text("spec", "nodeName") is { Length: > 0 })
            .Select(other => (Pod: other, Node: cluster.Get(ResourceCatalog.Nodes, "", other.Text("spec", "nodeName")))).ToList();
        if (Terms(pod, "podAffinity").Any(term => !Near(term, pod, node, others) && !IsFirstOfItsKind(term, pod, node, others)))
            return ("node(s) didn't match pod affinity rules", false);
        if (Terms(pod, "podAntiAffinity").Any(term => Near(term, pod, node, others))) return ("node(s) didn't match pod anti-affinity rules", true);
        return others.Exists(other => Terms(other.Pod, "podAntiAffinity").Any(term => Selects(term, other.Pod, pod) && Shares(term, node, other.Node)))
            ? ("node(s) didn't satisfy existing pods anti-affinity rules", true)
            : null;
    }

    private static IEnumerable<JsonObject> Terms(JsonObject pod, string kind) => pod.Items("spec", "affinity", kind, Required);

    private bool Near(JsonObject term, JsonObject owner, JsonObject node, List<(JsonObject Pod, JsonObject? Node)> others) =>
        others.Exists(other => Selects(term, owner, other.Pod) && Shares(term, node, other.Node));

    // A pod that wants to be near its own kind may be the first of it.
    private bool IsFirstOfItsKind(JsonObject term, JsonObject pod, JsonObject node, List<(JsonObject Pod, JsonObject? Node)> others) =>
        Selects(term, pod, pod) && node.Label(term.Text("topologyKey") ?? "") is not null && !others.Exists(other => Selects(term, pod, other.Pod));

    private bool Selects(JsonObject term, JsonObject owner, JsonObject other) =>
        LabelQuery.Matches(term.At("labelSelector"), other.At("metadata", "labels")) && Reaches(term, owner, other.Namespace());

    private bool Reaches(JsonObject term, JsonObject owner, string ns)
    {
        var named = term.At("namespaces") is JsonArray names ? names.Select(name => name?.ToString()).ToList() : [];
        if (named.Count == 0 && term.At("namespaceSelector") is null) return ns == owner.Namespace();
        return named.Contains(ns)
            || (term.At("namespaceSelector") is { } selector && LabelQuery.Matches(selector, cluster.Get(ResourceCatalog.Namespaces, "", ns).At("metadata", "labels")));
    }

    private static bool Shares(JsonObject term, JsonObject node, JsonObject? other)
    {
        var key = term.Text("topologyKey") ?? "";
        return node.Label(key) is { } place && other is not null && other.Label(key) == place;
    }
}
