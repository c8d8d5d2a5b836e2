using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

/// <summary>What the server itself writes into an object: identity at birth, generation, the marks of a deletion.</summary>
internal static class ObjectLifecycle
{
    /// <summary>Completes a new object in place: names, uid, creationTimestamp, generation.</summary>
    public static void Birth(JsonObject item, ObjectKey key, DateTimeOffset now)
    {
        item["apiVersion"] = key.Type.ApiVersion;
        item["kind"] = key.Type.Kind;
        var metadata = ObjectMeta.Metadata(item);
        metadata["name"] = key.Name;
        if (key.Namespace.Length > 0) metadata["namespace"] = key.Namespace;
        metadata["uid"] ??= Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = ObjectMeta.Time(now);
        if (key.Type.HasGeneration) metadata["generation"] = 1;
        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
    }

    /// <summary>Keeps what a write may not change and raises the generation when the spec did.</summary>
    public static void Keep(JsonObject item, JsonObject before, ObjectKey key)
    {
        item["apiVersion"] = key.Type.ApiVersion;
        item["kind"] = key.Type.Kind;
        var metadata = ObjectMeta.Metadata(item);
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "generation"])
        {
            Carry(before["metadata"]?[field], metadata, field);
        }

        if (key.Type.HasGeneration && !JsonNode.DeepEquals(item["spec"], before["spec"]))
            metadata["generation"] = ObjectMeta.Generation(before) + 1;
    }

    /// <summary>Marks an object as being deleted, in place. A second deletion keeps the first one's mark.</summary>
    public static void Mark(JsonObject item, ObjectKey key, DeletePolicy policy, DateTimeOffset now)
    {
        var metadata = ObjectMeta.Metadata(item);
        AddFinalizer(metadata, policy.Propagation);
        if (metadata["deletionTimestamp"] is not null)
        {
            if (policy.GracePeriodSeconds == 0) metadata["deletionGracePeriodSeconds"] = 0;
            return;
        }

        var grace = GracePeriod(item, key.Type, policy);
        metadata["deletionTimestamp"] = ObjectMeta.Time(now.AddSeconds(grace));
        metadata["deletionGracePeriodSeconds"] = grace;
        if (key.Type.HasGeneration) metadata["generation"] = ObjectMeta.Generation(item) + 1;
        if (key.Type is { Group: "", Kind: "Namespace" }) item["status"] = new JsonObject { ["phase"] = "Terminating" };
    }

    /// <summary>Whether something still holds an object that is marked for deletion.</summary>
    public static bool IsHeld(JsonObject item, ResourceType type) =>
        item["metadata"]?["finalizers"] is JsonArray { Count: > 0 }
        || (type is { Group: "", Kind: "Namespace" } && item["spec"]?["finalizers"] is JsonArray { Count: > 0 })
        || (type is { Group: "", Kind: "Pod" } && ObjectMeta.Number(item["metadata"]?["deletionGracePeriodSeconds"]) > 0);

    // A pod that no node has taken, or that has ended, has nothing to wait for.
    private static long GracePeriod(JsonObject item, ResourceType type, DeletePolicy policy)
    {
        if (type is not { Group: "", Kind: "Pod" }) return 0;
        if (string.IsNullOrEmpty(item["spec"]?["nodeName"]?.GetValue<string>())) return 0;
        if (item["status"]?["phase"]?.GetValue<string>() is "Succeeded" or "Failed") return 0;
        return policy.GracePeriodSeconds ?? ObjectMeta.Number(item["spec"]?["terminationGracePeriodSeconds"]) ?? 30;
    }

    private static void AddFinalizer(JsonObject metadata, Propagation propagation)
    {
        var wanted = propagation switch
        {
            Propagation.Foreground => "foregroundDeletion",
            Propagation.Orphan => "orphan",
            _ => null,
        };
        if (wanted is null) return;
        if (metadata["finalizers"] is not JsonArray finalizers) metadata["finalizers"] = finalizers = [];
        if (!finalizers.Any(finalizer => finalizer?.GetValue<string>() == wanted)) finalizers.Add(wanted);
    }

    private static void Carry(JsonNode? before, JsonObject metadata, string field)
    {
        if (before is null) metadata.Remove(field);
        else metadata[field] = before.DeepClone();
    }
}
