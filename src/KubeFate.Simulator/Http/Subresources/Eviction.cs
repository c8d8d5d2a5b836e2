using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Policies;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>Whether a pod may be evicted: its PodDisruptionBudget must allow it.</summary>
internal static class Eviction
{
    /// <exception cref="ApiFailure">429: the budget has nothing left. 500: there is more than one.</exception>
    public static void Require(ObjectStore store, JsonObject pod)
    {
        if (PodView.IsFinal(pod) || pod.Text("status", "phase") is "Pending" || pod.IsDeleting()) return;
        var budgets = store.List(ResourceCatalog.PodDisruptionBudgets, pod.Namespace()).Where(budget => DisruptionBudget.Selects(budget, pod)).ToList();
        if (budgets.Count == 0) return;
        if (budgets.Count > 1)
            throw new ApiFailure(500, "InternalError", "Internal error occurred: This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        var now = DisruptionBudget.Of(store, budgets[0]);
        // A pod that is not ready takes nothing from a budget that is kept, or from one that does not care for such pods.
        var carefree = budgets[0].Text("spec", "unhealthyPodEvictionPolicy") is "AlwaysAllow";
        if (!PodView.IsReady(pod) && (carefree || (now.Desired > 0 && now.Healthy >= now.Desired))) return;
        if (now.Allowed > 0) return;
        throw new ApiFailure(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.")
        {
            Causes = [new("DisruptionBudget", $"The disruption budget {budgets[0].Name()} needs {now.Desired} healthy pods and has {now.Healthy} currently", null)],
        };
    }
}
