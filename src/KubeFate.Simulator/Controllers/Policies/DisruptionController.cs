using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Policies;

/// <summary>Tells in each PodDisruptionBudget's status how many pods may be evicted.</summary>
internal sealed class DisruptionController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.PodDisruptionBudgets) return [change.Key];
        return change.Key.Type != ResourceCatalog.Pods && !change.Key.Type.HasScale
            ? []
            : cluster.Store.List(ResourceCatalog.PodDisruptionBudgets, change.Key.Namespace)
                .Select(budget => Cluster.KeyOf(ResourceCatalog.PodDisruptionBudgets, budget));
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } budget || budget.IsDeleting()) return null;
        var now = DisruptionBudget.Of(cluster.Store, budget);
        var status = now.Allowed > 0 ? "True" : "False";
        var known = budget.Condition("DisruptionAllowed");
        cluster.UpdateStatus(key, budget, new()
        {
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "DisruptionAllowed",
                ["status"] = status,
                ["observedGeneration"] = budget.Number("metadata", "generation") ?? 1,
                ["lastTransitionTime"] = known.Is(status, "status") ? known.Text("lastTransitionTime") : cluster.NowText,
                ["reason"] = now.Allowed > 0 ? "SufficientPods" : "InsufficientPods",
                ["message"] = "",
            }),
            ["currentHealthy"] = now.Healthy,
            ["desiredHealthy"] = now.Desired,
            ["disruptionsAllowed"] = now.Allowed,
            ["expectedPods"] = now.Expected,
            ["observedGeneration"] = budget.Number("metadata", "generation") ?? 1,
        });
        return null;
    }
}
