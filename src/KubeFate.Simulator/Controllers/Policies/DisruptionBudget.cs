using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Deployments;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Policies;

/// <summary>How many of a PodDisruptionBudget's pods are healthy, how many must be, and so how many may be evicted.</summary>
internal sealed record DisruptionBudget(int Expected, int Desired, int Healthy)
{
    public int Allowed => Expected > 0 ? Math.Max(0, Healthy - Desired) : 0;

    /// <summary>Counts the pods as they are now.</summary>
    public static DisruptionBudget Of(ObjectStore store, JsonObject budget)
    {
        var pods = store.List(ResourceCatalog.Pods, budget.Namespace()).Where(pod => Selects(budget, pod) && !PodView.IsFinal(pod)).ToList();
        var healthy = pods.Count(pod => PodView.IsReady(pod) && !pod.IsDeleting());
        var (least, most) = (budget.At("spec", "minAvailable"), budget.At("spec", "maxUnavailable"));
        if (most is not null)
        {
            var expected = Scale(store, pods);
            return new(expected, Math.Max(0, expected - Rollout.Resolve(most, expected, up: true)), healthy);
        }

        // Without either, one pod must be there.
        if (least is null || ObjectMeta.Number(least) is not null) return new(pods.Count, (int)(ObjectMeta.Number(least) ?? 1), healthy);
        var wanted = Scale(store, pods);
        return new(wanted, Rollout.Resolve(least, wanted, up: true), healthy);
    }

    public static bool Selects(JsonObject budget, JsonObject pod) => LabelQuery.Matches(budget.At("spec", "selector"), pod.At("metadata", "labels"));

    // How many pods their workloads ask for; a pod without one counts for itself.
    private static int Scale(ObjectStore store, List<JsonObject> pods)
    {
        var owners = pods.Select(pod => Owner(store, pod)).ToList();
        return owners.OfType<JsonObject>().DistinctBy(owner => owner.Uid()).Sum(owner => owner.Count("spec", "replicas")) + owners.Count(owner => owner is null);
    }

    private static JsonObject? Owner(ObjectStore store, JsonObject item)
    {
        if (Owners.Controller(item) is not { } reference || Owners.Type(reference) is not { HasScale: true } type) return null;
        var owner = store.Get(new(type, item.Namespace(), reference.Text("name") ?? ""));
        return owner is null || type != ResourceCatalog.ReplicaSets ? owner : Owner(store, owner) ?? owner;
    }
}
