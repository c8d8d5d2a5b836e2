using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation.Custom;

/// <summary>Lists of custom resources: how long, and that the items of sets and maps are told apart.</summary>
internal static class CustomListRules
{
    public static void Check(JsonArray list, JsonObject schema, string path, Causes causes)
    {
        if (ObjectMeta.Number(schema["minItems"]) is { } least && list.Count < least)
            causes.Invalid(path, list.Count, $"{path} in body should have at least {least} items");
        if (ObjectMeta.Number(schema["maxItems"]) is { } most && list.Count > most) causes.TooMany(path, list.Count, most);
        for (var at = 0; at < list.Count; at++)
        {
            if (SchemaFields.Items(schema) is { } items) CustomRules.Value(list[at], items, $"{path}[{at}]", causes);
        }

        var keys = schema["x-kubernetes-list-map-keys"] as JsonArray ?? [];
        for (var at = 0; at < list.Count; at++)
        {
            var identity = Identity(list[at], schema, keys);
            if (identity is not null && list.Take(at).Any(earlier => JsonNode.DeepEquals(Identity(earlier, schema, keys), identity)))
                causes.Duplicate($"{path}[{at}]", identity);
        }
    }

    private static JsonNode? Identity(JsonNode? item, JsonObject schema, JsonArray keys) => SchemaFields.Text(schema, "x-kubernetes-list-type") switch
    {
        "set" => item?.DeepClone(),
        "map" when item is JsonObject map => new JsonObject(keys.Select(key => KeyValuePair.Create(key!.ToString(), Key(map, schema, key!.ToString())))),
        _ => null,
    };

    private static JsonNode? Key(JsonObject item, JsonObject schema, string key) =>
        (item[key] ?? (SchemaFields.Properties(SchemaFields.Items(schema))[key] as JsonObject)?["default"])?.DeepClone();
}
