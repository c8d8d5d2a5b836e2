using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Controllers.Scheduling;

/// <summary>Finds a node for a pod, or the words with which the real scheduler would refuse it.</summary>
internal sealed class Scheduler(Cluster cluster)
{
    private const string NotHelpful = "Preemption is not helpful for scheduling.";
    private const string NoVictims = "No preemption victims found for incoming pod.";

    private readonly PodAffinity affinity = new(cluster);

    /// <summary>The node's name; else why there is none.</summary>
    public (string? Node, string? Refusal) Place(JsonObject pod)
    {
        var nodes = cluster.Store.List(ResourceCatalog.Nodes, null);
        if (ClaimProblem(pod) is { } problem) return (null, Refusal(nodes.Count, problem, NotHelpful));
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var helpful = false;
        foreach (var node in nodes)
        {
            if (Unfit(pod, node) is { } unfit)
            {
                reasons[unfit] = reasons.GetValueOrDefault(unfit) + 1;
                continue;
            }

            if (affinity.Problem(pod, node) is { } apart)
            {
                reasons[apart.Reason] = reasons.GetValueOrDefault(apart.Reason) + 1;
                helpful |= apart.Preemptable;
                continue;
            }

            var lacking = Lacking(pod, node);
            if (lacking.Count == 0) return (node.Name(), null);
            helpful = true;
            foreach (var name in lacking) reasons[name] = reasons.GetValueOrDefault(name) + 1;
        }

        var told = string.Join(", ", reasons.Select(reason => $"{reason.Value} {reason.Key}"));
        return (null, nodes.Count == 0 ? "no nodes available to schedule pods" : Refusal(nodes.Count, told, helpful ? NoVictims : NotHelpful));
    }

    private static string Refusal(int nodes, string reasons, string preemption) =>
        $"0/{nodes} nodes are available: {reasons.TrimEnd('.')}. preemption: 0/{nodes} nodes are available: {nodes} {preemption}";

    private string? ClaimProblem(JsonObject pod)
    {
        foreach (var name in PodClaims.Names(pod))
        {
            if (cluster.Get(ResourceCatalog.PersistentVolumeClaims, pod.Namespace(), name) is not { } claim)
                return $"persistentvolumeclaim \"{name}\" not found";
            if (claim.IsDeleting()) return $"persistentvolumeclaim \"{name}\" is being deleted";
            if (claim.Text("status", "phase") is "Lost")
                return $"persistentvolumeclaim \"{name}\" bound to non-existent persistentvolume \"{claim.Text("spec", "volumeName")}\"";
            if (claim.Text("status", "phase") is not "Bound" && !PodClaims.WaitsForConsumer(cluster.Store, claim))
                return "pod has unbound immediate PersistentVolumeClaims";
        }

        return null;
    }

    /// <summary>Why a node can never have a pod, however much room there is; null when it can.</summary>
    public static string? Unfit(JsonObject pod, JsonObject node)
    {
        if (node.Flag("spec", "unschedulable") && !Tolerates(pod, "node.kubernetes.io/unschedulable")) return "node(s) were unschedulable";
        var taint = node.Items("spec", "taints")
            .FirstOrDefault(taint => taint.Text("effect") is "NoSchedule" or "NoExecute" && !Tolerates(pod, taint.Text("key") ?? ""));
        if (taint is not null) return $"node(s) had untolerated taint {{{taint.Text("key")}: {taint.Text("value")}}}";
        return Selects(pod, node) ? null : "node(s) didn't match Pod's node affinity/selector";
    }

    private static bool Tolerates(JsonObject pod, string key) =>
        pod.Items("spec", "tolerations")
            .Any(toleration => toleration.Is(key, "key") || (toleration["key"] is null && toleration.Text("operator") is "Exists"));

    private static bool Selects(JsonObject pod, JsonObject node)
    {
        var labels = node.At("metadata", "labels");
        if (!LabelQuery.MatchesMap(pod.At("spec", "nodeSelector"), labels)) return false;
        var terms = pod.At("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
            .Items("nodeSelectorTerms").ToList();
        var name = new JsonObject { ["metadata.name"] = node.Name() };
        return terms.Count == 0 || terms.Any(term =>
            term.Items("matchExpressions").All(expression => LabelQuery.Satisfies(expression, labels))
            && term.Items("matchFields").All(expression => LabelQuery.Satisfies(expression, name)));
    }

    private List<string> Lacking(JsonObject pod, JsonObject node)
    {
        var others = cluster.Pods(null)
            .Where(other => other.Is(node.Name(), "spec", "nodeName") && !PodView.IsFinal(other) && !other.IsSame(pod))
            .ToList();
        var lacking = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)["cpu", "memory", "ephemeral-storage"])
        {
            var wanted = Amounts.Requested(pod, name);
            var given = others.Sum(other => Amounts.Requested(other, name));
            if (wanted > 0 && wanted + given > Amounts.Of(node.At("status", "allocatable", name))) lacking.Add("Insufficient " + name);
        }

        if (others.Count + 1 > Amounts.Of(node.At("status", "allocatable", "pods"))) lacking.Add("Too many pods");
        var ports = HostPorts(pod).ToHashSet();
        if (ports.Count > 0 && others.SelectMany(HostPorts).Any(ports.Contains))
            lacking.Add("node(s) didn't have free ports for the requested pod ports");
        return lacking;
    }

    private static IEnumerable<(long Port, string Protocol)> HostPorts(JsonObject pod) => pod.Items("spec", "containers")
        .SelectMany(container => container.Items("ports"))
        .Where(port => port.Number("hostPort") is > 0)
        .Select(port => (port.Number("hostPort")!.Value, port.Text("protocol") ?? "TCP"));
}
