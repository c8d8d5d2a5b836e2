using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>How strategic merge treats lists.</summary>
internal static class StrategicListMerge
{
    /// <summary>Whether <see cref="ApplyElementOrders"/> has dealt with the field already.</summary>
    public static bool IsOrdered(JsonObject patch, string name) => patch.ContainsKey(PatchDirectives.ElementOrderPrefix + name);

    /// <summary>The list after the patch, in the server's order with new items at their place in the patch (first, when nothing tells more).</summary>
    public static JsonArray Merge(JsonArray? current, JsonArray patch, FieldSchema? field, TypeSchema? elementType)
    {
        if (field is not { Merge: true })
        {
            return (JsonArray)patch.DeepClone();
        }

        if (field.MergeKey is not { } mergeKey)
        {
            var both = (current ?? []).Concat(patch).Select(item => item?.DeepClone());
            return ElementOrder.Arrange(Distinct(both), patch, current, mergeKey: null);
        }

        var merged = MergeByKey(current, patch, mergeKey, elementType);
        return ElementOrder.Arrange(merged, patch, current, mergeKey);
    }

    /// <summary>Merges and orders every list that the patch names in a <c>$setElementOrder/…</c> directive.</summary>
    public static void ApplyElementOrders(JsonObject result, JsonObject patch, TypeSchema? type)
    {
        foreach (var (name, value) in patch.Where(field => field.Key.StartsWith(PatchDirectives.ElementOrderPrefix, StringComparison.Ordinal)))
        {
            var order = value as JsonArray ?? throw ApiFailure.BadRequest($"{name} must be a list");
            var listName = name[PatchDirectives.ElementOrderPrefix.Length..];
            var field = type?.FindField(listName);
            var (current, change) = (result[listName] as JsonArray, patch[listName] as JsonArray);
            if (current is null && change is null)
            {
                continue;
            }

            ElementOrder.RequireSameOrder(change, order, field?.MergeKey);
            var merged = change is null ? (JsonArray)current!.DeepClone() : Merge(current, change, field, type?.ChildType(listName)?.Element);
            result[listName] = ElementOrder.Arrange(merged, order, current, field?.MergeKey);
        }
    }

    /// <summary>Carries out <c>$deleteFromPrimitiveList/…</c>; other directives are none of its business.</summary>
    public static void DeleteFromPrimitiveList(JsonObject result, string directive, JsonNode? values)
    {
        if (!directive.StartsWith(PatchDirectives.DeleteFromListPrefix, StringComparison.Ordinal))
        {
            return;
        }

        var unwanted = values as JsonArray ?? throw ApiFailure.BadRequest($"{directive} must be a list of primitives");
        if (result[directive[PatchDirectives.DeleteFromListPrefix.Length..]] is JsonArray list)
        {
            list.RemoveAll(item => unwanted.Any(value => JsonNode.DeepEquals(item, value)));
        }
    }

    private static JsonArray MergeByKey(JsonArray? current, JsonArray patch, string mergeKey, TypeSchema? elementType)
    {
        var items = patch.Select(item => item as JsonObject ?? throw MissingKey(item, mergeKey)).ToList();
        if (items.Any(item => PatchDirectives.Of(item) == PatchDirective.Replace))
        {
            var kept = items.Where(item => PatchDirectives.Of(item) == PatchDirective.Merge);
            return [.. kept.Select(PatchDirectives.Strip)];
        }

        var result = current is null ? [] : (JsonArray)current.DeepClone();
        foreach (var item in items)
        {
            var key = item[mergeKey] ?? throw MissingKey(item, mergeKey);
            var at = ElementOrder.IndexOf(result, key, mergeKey);
            if (PatchDirectives.Of(item) == PatchDirective.Delete)
            {
                result.RemoveAll(existing => JsonNode.DeepEquals(existing?[mergeKey], key));
            }
            else if (at < 0)
            {
                result.Add(StrategicMergePatch.MergeMap(null, item, elementType));
            }
            else
            {
                result[at] = StrategicMergePatch.MergeMap(result[at] as JsonObject, item, elementType);
            }
        }

        return result;
    }

    private static JsonArray Distinct(IEnumerable<JsonNode?> items)
    {
        var result = new JsonArray();
        foreach (var item in items.Where(item => !result.Any(seen => JsonNode.DeepEquals(seen, item))))
        {
            result.Add(item);
        }

        return result;
    }

    private static ApiFailure MissingKey(JsonNode? item, string mergeKey) =>
        new(500, "", $"map: {GoText.Of(item)} does not contain declared merge key: {mergeKey}");
}
