using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Admission;

/// <summary>What happens inside a write, under the store's lock, before the object is validated.</summary>
internal static class Admissions
{
    /// <param name="before">Null for a new object.</param>
    public static void Admit(SimulatedCluster cluster, ObjectKey key, JsonObject item, JsonObject? before) =>
        AdmissionChain.Admit(cluster.Store, key, item, before);

    /// <summary>Carries over what an update may leave out because the server gave it.</summary>
    public static void Keep(ResourceType type, JsonObject before, JsonObject after)
    {
        if (type == ResourceCatalog.Jobs) KeepJob(before, after);
        if (type == ResourceCatalog.PersistentVolumeClaims) KeepField(before, after, "volumeName");
        if (type == ResourceCatalog.Namespaces) after["spec"] = before["spec"]?.DeepClone();
    }

    // A job that is sent again without the labels that tie its pods to it keeps them.
    private static void KeepJob(JsonObject before, JsonObject after)
    {
        if (after["spec"] is not JsonObject spec) return;
        KeepField(before, after, "selector");
        if (spec["template"] is not JsonObject template) return;
        var metadata = ObjectMeta.Metadata(template);
        if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
        foreach (var (name, value) in before["spec"]?["template"]?["metadata"]?["labels"] as JsonObject ?? [])
        {
            if (name.EndsWith("controller-uid", StringComparison.Ordinal) || name.EndsWith("job-name", StringComparison.Ordinal))
                labels[name] ??= value?.DeepClone();
        }
    }

    private static void KeepField(JsonObject before, JsonObject after, string field)
    {
        if (after["spec"] is JsonObject spec && spec[field] is null && before["spec"]?[field] is { } kept) spec[field] = kept.DeepClone();
    }
}
