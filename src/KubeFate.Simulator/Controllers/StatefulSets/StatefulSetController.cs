using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.StatefulSets;

/// <summary>
/// Keeps a StatefulSet's numbered pods: in order, or all at once when its policy is Parallel; updates from the highest number down.
/// </summary>
internal sealed class StatefulSetController(Cluster cluster) : IController
{
    private const string Component = "statefulset-controller";
    private static readonly TimeSpan retryAfterRefusal = TimeSpan.FromSeconds(10);

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.StatefulSets) return [change.Key];
        if (change.Key.Type == ResourceCatalog.ServiceAccounts)
            return cluster.Store.List(ResourceCatalog.StatefulSets, change.Key.Namespace)
                .Select(set => Cluster.KeyOf(ResourceCatalog.StatefulSets, set));
        if (change.Key.Type != ResourceCatalog.Pods) return [];
        if (Owners.ControllerKey(change.Object, ResourceCatalog.StatefulSets) is { } owner) return [owner];
        return Owners.Controller(change.Object) is null
            ? Matching(change.Object).Select(set => Cluster.KeyOf(ResourceCatalog.StatefulSets, set))
            : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } set) return null;
        var revisions = new Revisions(cluster, set);
        var pods = new StatefulPods(cluster, set);
        foreach (var pod in cluster.Orphans(ResourceCatalog.Pods, key.Namespace, set.At("spec", "selector"))
            .Where(pod => pods.Ordinal(pod) is not null))
            cluster.Adopt(ResourceCatalog.Pods, pod, set);
        var update = revisions.Current();
        var current = revisions.Find(set.Text("status", "currentRevision")) ?? update;
        var refused = false;
        if (!set.IsDeleting() && cluster.IsOpen(key.Namespace)) refused = !TryMove(set, pods, current, update);
        new StatefulClaims(cluster, set).Retain(pods);
        var next = Report(key, set, pods, current, update);
        revisions.Trim(current.Name(), update.Name());
        return refused ? retryAfterRefusal : next;
    }

    private bool TryMove(JsonObject set, StatefulPods pods, JsonObject current, JsonObject update)
    {
        try
        {
            Move(set, pods, current, update);
            return true;
        }
        catch (ApiFailure)
        {
            // Refused by admission and told as an Event; or the pod's name is still taken by one that is ending.
            return false;
        }
    }

    // One look does all that may be done now; with ordered pods that is often one step.
    private void Move(JsonObject set, StatefulPods pods, JsonObject current, JsonObject update)
    {
        var parallel = set.Text("spec", "podManagementPolicy") is "Parallel";
        for (var ordinal = pods.First; ordinal < pods.First + pods.Replicas; ordinal++)
        {
            if (!Fill(set, pods, ordinal, Revision(set, pods, ordinal, current, update)) && !parallel) return;
        }

        foreach (var (_, pod) in pods.All().Reverse().Where(entry => !pods.IsWanted(entry.Key)).ToList())
        {
            if (!pod.IsDeleting()) PodTemplates.Delete(cluster, set, Component, pod);
            if (!parallel) return;
        }

        if (set.Text("spec", "updateStrategy", "type") is not "OnDelete") Roll(set, pods, update);
    }

    // True when the pod is there and healthy, so that an ordered set may go on to the next.
    private bool Fill(JsonObject set, StatefulPods pods, int ordinal, JsonObject revision)
    {
        pods.All().TryGetValue(ordinal, out var pod);
        if (pod is not null && PodView.IsFinal(pod) && !pod.IsDeleting())
        {
            PodTemplates.Delete(cluster, set, Component, pod);
            pods.All().TryGetValue(ordinal, out pod);
        }

        if (pod is not null)
            return StatefulPods.IsHealthy(pod) && PodCounts.IsAvailable(pod, set.Count("spec", "minReadySeconds"), cluster.Now);
        pods.Create(ordinal, revision, Component);
        return false;
    }

    // Below the partition pods keep the revision the set had before.
    private static JsonObject Revision(JsonObject set, StatefulPods pods, int ordinal, JsonObject current, JsonObject update)
    {
        var partition = set.Count("spec", "updateStrategy", "rollingUpdate", "partition");
        if (set.Text("spec", "updateStrategy", "type") is "OnDelete") return update;
        return ordinal < pods.First + partition ? current : update;
    }

    private void Roll(JsonObject set, StatefulPods pods, JsonObject update)
    {
        var partition = pods.First + set.Count("spec", "updateStrategy", "rollingUpdate", "partition");
        foreach (var (ordinal, pod) in pods.All().Reverse().Where(entry => entry.Key >= partition).ToList())
        {
            if (!StatefulPods.IsOf(pod, update))
            {
                if (!pod.IsDeleting()) PodTemplates.Delete(cluster, set, Component, pod);
                return;
            }

            if (!StatefulPods.IsHealthy(pod)) return;
        }
    }

    private TimeSpan? Report(ObjectKey key, JsonObject set, StatefulPods pods, JsonObject current, JsonObject update)
    {
        var all = pods.All().Values.ToList();
        var live = all.Where(pod => !pod.IsDeleting()).ToList();
        var counts = new PodCounts(live, set.Count("spec", "minReadySeconds"), cluster.Now);
        var updated = live.Count(pod => StatefulPods.IsOf(pod, update));
        var old = live.Count(pod => StatefulPods.IsOf(pod, current));
        // With OnDelete nothing is ever rolled out, so that the set stays of the revision it began with, whatever its pods are.
        var done = set.Text("spec", "updateStrategy", "type") is not "OnDelete" && updated == pods.Replicas && all.Count == pods.Replicas && counts.Ready == pods.Replicas;
        var status = new JsonObject
        {
            ["observedGeneration"] = set.Number("metadata", "generation") ?? 1,
            ["replicas"] = all.Count,
        };
        void Count(string field, int number)
        {
            if (number > 0) status[field] = number;
        }

        Count("readyReplicas", counts.Ready);
        Count("currentReplicas", done ? updated : old);
        Count("updatedReplicas", updated);
        status["currentRevision"] = done ? update.Name() : current.Name();
        status["updateRevision"] = update.Name();
        status["collisionCount"] = 0;
        status["availableReplicas"] = counts.Available;
        cluster.UpdateStatus(key, set, status);
        return counts.Next;
    }

    private IEnumerable<JsonObject> Matching(JsonObject pod) =>
        cluster.Store.List(ResourceCatalog.StatefulSets, pod.Namespace()).Where(set => Matches(set, pod));

    private static bool Matches(JsonObject set, JsonObject pod) =>
        LabelQuery.Matches(set.At("spec", "selector"), pod.At("metadata", "labels"));
}
