using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Deployments;

/// <summary>Keeps as many pods of a template as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController(Cluster cluster) : IController
{
    private const string Component = "replicaset-controller";
    private static readonly TimeSpan retryAfterRefusal = TimeSpan.FromSeconds(10);

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.ReplicaSets) return [change.Key];
        if (change.Key.Type == ResourceCatalog.ServiceAccounts)
            return cluster.Store.List(ResourceCatalog.ReplicaSets, change.Key.Namespace)
                .Select(set => Cluster.KeyOf(ResourceCatalog.ReplicaSets, set));
        if (change.Key.Type != ResourceCatalog.Pods) return [];
        if (Owners.ControllerKey(change.Object, ResourceCatalog.ReplicaSets) is { } owner) return [owner];
        return Owners.Controller(change.Object) is null ? Matching(change.Object) : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } set) return null;
        var pods = Active(set);
        string? refusal = null;
        if (!set.IsDeleting())
        {
            Adopt(set);
            pods = Active(set);
            refusal = Scale(set, pods);
            pods = Active(set);
        }

        var counts = new PodCounts(pods, set.Count("spec", "minReadySeconds"), cluster.Now);
        cluster.UpdateStatus(key, set, Status(set, pods, counts, refusal));
        return refusal is null ? counts.Next : retryAfterRefusal;
    }

    private List<JsonObject> Active(JsonObject set) =>
        [.. cluster.ControlledBy(set, ResourceCatalog.Pods).Where(pod => !pod.IsDeleting() && !PodView.IsFinal(pod))];

    private string? Scale(JsonObject set, List<JsonObject> pods)
    {
        var missing = set.Count("spec", "replicas") - pods.Count;
        var least = pods.OrderBy(Worth).ThenByDescending(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal);
        foreach (var pod in least.Take(Math.Max(0, -missing)))
            PodTemplates.Delete(cluster, set, Component, pod);
        try
        {
            for (var created = 0; created < missing; created++)
            {
                var pod = PodTemplates.Pod(set, set.At("spec", "template"), $"{set.Name()}-{PodTemplates.RandomSuffix()}");
                PodTemplates.Create(cluster, set, Component, pod);
            }

            return null;
        }
        catch (ApiFailure failure)
        {
            return failure.Message;
        }
    }

    // The pods that are worth least go first: those without a node, then those that do not run, then those that are not ready.
    private static int Worth(JsonObject pod) =>
        pod.Text("spec", "nodeName") is null or "" ? 0
        : pod.Text("status", "phase") is not "Running" ? 1
        : PodView.IsReady(pod) ? 3 : 2;

    private JsonObject Status(JsonObject set, List<JsonObject> pods, PodCounts counts, string? refusal)
    {
        var template = set.At("spec", "template", "metadata", "labels");
        var status = new JsonObject { ["replicas"] = pods.Count };
        void Count(string field, int number)
        {
            if (number > 0) status[field] = number;
        }

        Count("fullyLabeledReplicas", pods.Count(pod => LabelQuery.MatchesMap(template, pod.At("metadata", "labels"))));
        Count("readyReplicas", counts.Ready);
        Count("availableReplicas", counts.Available);
        status["observedGeneration"] = set.Number("metadata", "generation") ?? 1;
        if (refusal is not null)
        {
            var old = set.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") is "ReplicaFailure");
            // As a real controller, the first refusal stays: each one names another pod, and a status that always changes is never at rest.
            status["conditions"] = new JsonArray(old?.DeepClone() ?? new JsonObject
            {
                ["type"] = "ReplicaFailure",
                ["status"] = "True",
                ["lastTransitionTime"] = cluster.NowText,
                ["reason"] = "FailedCreate",
                ["message"] = refusal,
            });
        }

        return status;
    }

    private IEnumerable<ObjectKey> Matching(JsonObject pod) => cluster.Store.List(ResourceCatalog.ReplicaSets, pod.Namespace())
        .Where(set => LabelQuery.Matches(set.At("spec", "selector"), pod.At("metadata", "labels")))
        .Select(set => Cluster.KeyOf(ResourceCatalog.ReplicaSets, set));

    // Pods that lost their owner (kubectl delete --cascade=orphan) are taken over by a set whose selector they match.
    private void Adopt(JsonObject set)
    {
        foreach (var pod in cluster.Orphans(ResourceCatalog.Pods, set.Namespace(), set.At("spec", "selector"))
            .Where(pod => !PodView.IsFinal(pod)))
            cluster.Adopt(ResourceCatalog.Pods, pod, set);
    }
}
