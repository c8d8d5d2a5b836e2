using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Deployments;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Scheduling;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Workloads;

/// <summary>
/// Keeps one pod of a DaemonSet on every node that may have it, and renews them a few at a time when the template changes.
/// </summary>
internal sealed class DaemonSetController(Cluster cluster) : IController
{
    private const string Component = "daemonset-controller";
    private static readonly TimeSpan retryAfterRefusal = TimeSpan.FromSeconds(10);

    // What the pods of every DaemonSet put up with, beyond what its template says: they belong to the node.
    private static readonly (string Key, string Effect)[] tolerated =
    [
        ("node.kubernetes.io/not-ready", "NoExecute"), ("node.kubernetes.io/unreachable", "NoExecute"),
        ("node.kubernetes.io/disk-pressure", "NoSchedule"), ("node.kubernetes.io/memory-pressure", "NoSchedule"),
        ("node.kubernetes.io/pid-pressure", "NoSchedule"), ("node.kubernetes.io/unschedulable", "NoSchedule"),
    ];

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.DaemonSets) return [change.Key];
        if (change.Key.Type == ResourceCatalog.Pods)
            return Owners.ControllerKey(change.Object, ResourceCatalog.DaemonSets) is { } owner ? [owner] : [];
        if (change.Key.Type != ResourceCatalog.Nodes && change.Key.Type != ResourceCatalog.ServiceAccounts) return [];
        var ns = change.Key.Type == ResourceCatalog.Nodes ? null : change.Key.Namespace;
        return cluster.Store.List(ResourceCatalog.DaemonSets, ns).Select(set => Cluster.KeyOf(ResourceCatalog.DaemonSets, set));
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } set) return null;
        var revisions = new Revisions(cluster, set);
        var revision = revisions.Current();
        var hash = revision.Label(Revisions.HashLabel)!;
        var nodes = cluster.Store.List(ResourceCatalog.Nodes, null)
            .Where(node => Scheduler.Unfit(Pod(set, hash, node.Name()), node) is null).Select(node => node.Name()).ToList();
        var refused = false;
        if (!set.IsDeleting() && cluster.IsOpen(key.Namespace)) refused = !TryMove(set, hash, nodes);
        var next = Report(key, set, hash, nodes);
        revisions.Trim([revision.Name(), .. Pods(set).Select(pod => $"{set.Name()}-{pod.Label(Revisions.HashLabel)}")]);
        return refused ? retryAfterRefusal : next;
    }

    private bool TryMove(JsonObject set, string hash, List<string> nodes)
    {
        var useless = Pods(set).Where(pod => PodView.IsFinal(pod) || !nodes.Contains(NodeOf(pod), StringComparer.Ordinal));
        foreach (var pod in useless.Where(pod => !pod.IsDeleting()))
            PodTemplates.Delete(cluster, set, Component, pod);
        Renew(set, hash);
        try
        {
            foreach (var node in nodes.Except(Pods(set).Select(NodeOf), StringComparer.Ordinal).ToList())
                PodTemplates.Create(cluster, set, Component, Pod(set, hash, node));
            return true;
        }
        catch (ApiFailure)
        {
            // Told as an Event where it was refused.
            return false;
        }
    }

    private void Renew(JsonObject set, string hash)
    {
        if (set.Text("spec", "updateStrategy", "type") is "OnDelete") return;
        var pods = Pods(set);
        var most = Math.Max(
            1, Rollout.Resolve(set.At("spec", "updateStrategy", "rollingUpdate", "maxUnavailable") ?? 1, pods.Count, up: true));
        var missing = pods.Count(pod => pod.IsDeleting() || !IsAvailable(set, pod));
        foreach (var pod in pods.Where(pod => !pod.IsDeleting() && !HasHash(pod, hash)).OrderBy(pod => IsAvailable(set, pod)))
        {
            // A pod that is of no use anyway goes without counting.
            if (IsAvailable(set, pod) && missing++ >= most) return;
            PodTemplates.Delete(cluster, set, Component, pod);
        }
    }

    private TimeSpan? Report(ObjectKey key, JsonObject set, string hash, List<string> nodes)
    {
        var live = Pods(set).Where(pod => !pod.IsDeleting()).ToList();
        var counts = new PodCounts(live, set.Count("spec", "minReadySeconds"), cluster.Now);
        var status = new JsonObject
        {
            ["currentNumberScheduled"] = live.Count(pod => nodes.Contains(NodeOf(pod))),
            ["numberMisscheduled"] = live.Count(pod => !nodes.Contains(NodeOf(pod), StringComparer.Ordinal)),
            ["desiredNumberScheduled"] = nodes.Count,
            ["numberReady"] = counts.Ready,
            ["observedGeneration"] = set.Number("metadata", "generation") ?? 1,
        };
        void Count(string field, int number)
        {
            if (number > 0) status[field] = number;
        }

        Count("updatedNumberScheduled", live.Count(pod => HasHash(pod, hash)));
        Count("numberAvailable", counts.Available);
        Count("numberUnavailable", Math.Max(0, nodes.Count - counts.Available));
        cluster.UpdateStatus(key, set, status);
        return counts.Next;
    }

    private static JsonObject Pod(JsonObject set, string hash, string node)
    {
        var pod = PodTemplates.Pod(set, set.At("spec", "template"), $"{set.Name()}-{PodTemplates.RandomSuffix()}");
        pod.Child("metadata", "labels")[Revisions.HashLabel] = hash;
        pod.Child("metadata", "labels")["pod-template-generation"] =
            (set.Number("metadata", "generation") ?? 1).ToString(CultureInfo.InvariantCulture);
        var spec = pod.Child("spec");
        var required = spec.Child("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
        var here = new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) };
        if (required["nodeSelectorTerms"] is not JsonArray { Count: > 0 }) required["nodeSelectorTerms"] = new JsonArray(new JsonObject());
        foreach (var term in required.Items("nodeSelectorTerms")) term["matchFields"] = new JsonArray(here.DeepClone());
        var tolerations = spec["tolerations"] as JsonArray ?? [];
        spec["tolerations"] = new JsonArray([.. tolerations.Select(each => each?.DeepClone()), .. tolerated
            .Select(each => (JsonNode?)new JsonObject { ["key"] = each.Key, ["operator"] = "Exists", ["effect"] = each.Effect })]);
        return pod;
    }

    // A pod that the scheduler has not placed yet already knows its node by its affinity.
    private static string NodeOf(JsonObject pod) => pod.Text("spec", "nodeName") is { Length: > 0 } node
        ? node
        : pod.At("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution").Items("nodeSelectorTerms")
            .SelectMany(term => term.Items("matchFields")).Select(field => (field.At("values") as JsonArray)?[0]?.ToString())
            .FirstOrDefault() ?? "";

    private static bool HasHash(JsonObject pod, string hash) => pod.Is(hash, "metadata", "labels", Revisions.HashLabel);

    private bool IsAvailable(JsonObject set, JsonObject pod) =>
        PodCounts.IsAvailable(pod, set.Count("spec", "minReadySeconds"), cluster.Now);

    private List<JsonObject> Pods(JsonObject set) => cluster.ControlledBy(set, ResourceCatalog.Pods);
}
