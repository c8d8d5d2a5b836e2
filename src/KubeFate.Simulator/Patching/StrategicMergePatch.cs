using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>
/// Strategic merge patch: maps are merged, lists merge by the key their schema names (else they are replaced), and directives say what
/// merging cannot: <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/…</c>, <c>$deleteFromPrimitiveList/…</c>.
/// </summary>
internal static class StrategicMergePatch
{
    /// <summary>A new object; the arguments stay as they are.</summary>
    /// <exception cref="ApiFailure">400 or 422 for directives that contradict the patch or an item without its merge key.</exception>
    public static JsonObject Apply(JsonObject current, JsonObject patch, ObjectSchema schema) => MergeMap(current, patch, schema.Type);

    /// <summary>A merged copy of a map.</summary>
    internal static JsonObject MergeMap(JsonObject? current, JsonObject patch, TypeSchema? type)
    {
        switch (PatchDirectives.Of(patch))
        {
            case PatchDirective.Replace:
                return PatchDirectives.Strip(patch);
            case PatchDirective.Delete:
                return [];
        }

        var result = current is null ? [] : (JsonObject)current.DeepClone();
        PatchDirectives.RetainKeys(result, patch);
        StrategicListMerge.ApplyElementOrders(result, patch, type);
        foreach (var (name, change) in patch)
        {
            if (PatchDirectives.IsDirective(name))
            {
                StrategicListMerge.DeleteFromPrimitiveList(result, name, change);
            }
            else if (!StrategicListMerge.IsOrdered(patch, name))
            {
                MergeField(result, name, change, type);
            }
        }

        return result;
    }

    private static void MergeField(JsonObject result, string name, JsonNode? change, TypeSchema? type)
    {
        var field = type?.FindField(name);
        var childType = type?.ChildType(name);
        switch (change)
        {
            case null:
                result.Remove(name);
                break;
            case JsonObject map:
                result[name] = MergeMap(result[name] as JsonObject, map, childType);
                break;
            case JsonArray list:
                result[name] = StrategicListMerge.Merge(result[name] as JsonArray, list, field, childType?.Element);
                break;
            default:
                result[name] = change.DeepClone();
                break;
        }
    }
}
