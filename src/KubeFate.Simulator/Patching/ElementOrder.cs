using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>The order of a merged list: the patch's items as the patch orders them, the server's own at their old places among them.</summary>
internal static class ElementOrder
{
    /// <summary>The items in their order.</summary>
    /// <param name="merged">Every item, in any order; emptied, its items move into the answer.</param>
    /// <param name="order">The patch's order: items (or values, without a merge key).</param>
    /// <param name="before">The list before the patch, which places the server's own items.</param>
    public static JsonArray Arrange(JsonArray merged, JsonArray order, JsonArray? before, string? mergeKey)
    {
        var items = merged.ToList();
        merged.Clear();
        var patched = items.Where(item => Position(order, item, mergeKey) >= 0).OrderBy(item => Position(order, item, mergeKey)).ToList();
        var own = items.Where(item => Position(order, item, mergeKey) < 0).OrderBy(item => Position(before, item, mergeKey)).ToList();
        var result = new JsonArray();
        int nextOwn = 0, nextPatched = 0;
        while (nextOwn < own.Count || nextPatched < patched.Count)
        {
            var takeOwn = nextPatched == patched.Count
                || (nextOwn < own.Count && IsBefore(before, own[nextOwn], patched[nextPatched], mergeKey));
            result.Add(takeOwn ? own[nextOwn++] : patched[nextPatched++]);
        }

        return result;
    }

    /// <summary>The first item with that key, or value when there is no merge key; -1 for none.</summary>
    public static int IndexOf(JsonArray list, JsonNode? key, string? mergeKey)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (JsonNode.DeepEquals(Key(list[index], mergeKey), key))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>A patch's list and its <c>$setElementOrder</c> must name the items in one order.</summary>
    public static void RequireSameOrder(JsonArray? patch, JsonArray order, string? mergeKey)
    {
        var at = 0;
        foreach (var item in patch ?? [])
        {
            if (item is JsonObject map && map.ContainsKey(PatchDirectives.PatchKey))
            {
                continue;
            }

            while (at < order.Count && !JsonNode.DeepEquals(Key(order[at], mergeKey), Key(item, mergeKey)))
            {
                at++;
            }

            if (at++ >= order.Count)
            {
                throw ApiFailure.BadRequest(
                    $"The order in patch list:\n{GoText.Of(patch)}\n doesn't match $setElementOrder list:\n{GoText.Of(order)}\n");
            }
        }
    }

    private static bool IsBefore(JsonArray? before, JsonNode? own, JsonNode? patched, string? mergeKey)
    {
        var place = Position(before, patched, mergeKey);
        return place >= 0 && Position(before, own, mergeKey) < place;
    }

    private static int Position(JsonArray? list, JsonNode? item, string? mergeKey) =>
        list is null ? -1 : IndexOf(list, Key(item, mergeKey), mergeKey);

    private static JsonNode? Key(JsonNode? item, string? mergeKey) => mergeKey is null ? item : (item as JsonObject)?[mergeKey];
}
