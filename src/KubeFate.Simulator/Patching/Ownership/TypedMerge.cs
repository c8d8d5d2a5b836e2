using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>Lays an applied configuration over a live object: structs and maps field by field, granular lists item by item.</summary>
internal static class TypedMerge
{
    /// <summary>A new value; neither argument is changed or shared.</summary>
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, TypeSchema type)
    {
        if (applied is null || live is null)
        {
            return (applied ?? live)?.DeepClone();
        }

        if (TypedFields.IsLeaf(type, applied) || TypedFields.IsLeaf(type, live))
        {
            return applied.DeepClone();
        }

        return applied is JsonArray items ? MergeLists((JsonArray)live, items, type) : MergeMaps((JsonObject)live, (JsonObject)applied, type);
    }

    private static JsonObject MergeMaps(JsonObject live, JsonObject applied, TypeSchema type)
    {
        var result = new JsonObject();
        foreach (var name in live.Select(field => field.Key).Union(applied.Select(field => field.Key), StringComparer.Ordinal))
        {
            result[name] = Merge(live[name], applied[name], type.ChildType(name) ?? TypeSchema.Deduced);
        }

        return result;
    }

    // The applied order holds for applied items; an item that only the server has stays behind the item it stood behind.
    private static JsonArray MergeLists(JsonArray live, JsonArray applied, TypeSchema type)
    {
        var old = ListItems.Index(live, type);
        var wanted = ListItems.Index(applied, type);
        var places = old.Keys.ToList();
        var result = new JsonArray();
        var at = 0;
        foreach (var (element, item) in wanted)
        {
            var place = places.IndexOf(element);
            while (at < places.Count && (at < place || (place < 0 && !wanted.ContainsKey(places[at]))))
            {
                AddIfOwn(places[at++]);
            }

            at = Math.Max(at, place + 1);
            result.Add(Merge(old.GetValueOrDefault(element), item, type.Element!));
        }

        while (at < places.Count)
        {
            AddIfOwn(places[at++]);
        }

        return result;

        void AddIfOwn(string element)
        {
            if (!wanted.ContainsKey(element))
            {
                result.Add(old[element]?.DeepClone());
            }
        }
    }
}
