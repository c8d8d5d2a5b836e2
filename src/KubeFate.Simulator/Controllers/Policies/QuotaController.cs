using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Quota;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Policies;

/// <summary>Tells in each ResourceQuota's status what is used of it.</summary>
internal sealed class QuotaController(Cluster cluster) : IController
{
    // A pod's status changes often and counts only when the pod ends.
    public IEnumerable<ObjectKey> Affected(ObjectChange change) => change.Key.Namespace.Length == 0 || change.Key.Type == ResourceCatalog.Events
        ? []
        : cluster.Store.List(ResourceCatalog.ResourceQuotas, change.Key.Namespace).Select(quota => Cluster.KeyOf(ResourceCatalog.ResourceQuotas, quota));

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } quota || quota.IsDeleting()) return null;
        cluster.UpdateStatus(key, quota, new()
        {
            ["hard"] = quota.At("spec", "hard")?.DeepClone() ?? new JsonObject(),
            ["used"] = QuotaAdmission.Used(cluster.Store, quota).ToJson(),
        });
        return null;
    }
}
