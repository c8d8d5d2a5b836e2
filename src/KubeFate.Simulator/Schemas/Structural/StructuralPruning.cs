using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Structural;

/// <summary>Drops, in place, what a structural schema does not name, and sets its defaults.</summary>
internal static class StructuralPruning
{
    /// <returns>What was dropped, each as <c>unknown field "spec.x"</c>.</returns>
    public static IReadOnlyList<string> Prune(JsonObject item, JsonObject schema)
    {
        var dropped = new List<string>();
        Prune(item, schema, "", isRoot: true, dropped);
        return dropped;
    }

    /// <summary>Sets the defaults of fields that are missing, or null where null is no value.</summary>
    public static void SetDefaults(JsonNode? value, JsonObject? schema)
    {
        if (value is JsonArray list)
        {
            foreach (var entry in list) SetDefaults(entry, SchemaFields.Items(schema));
        }

        if (value is not JsonObject map) return;
        var properties = SchemaFields.Properties(schema);
        foreach (var (name, property) in properties)
        {
            if (property is not JsonObject typed || typed["default"] is not { } otherwise) continue;
            var isMissing = !map.TryGetPropertyValue(name, out var present) || (present is null && !SchemaFields.Is(typed, "nullable"));
            if (isMissing) map[name] = otherwise.DeepClone();
        }

        foreach (var (name, member) in map) SetDefaults(member, properties[name] as JsonObject ?? SchemaFields.Values(schema));
    }

    private static void Prune(JsonNode? value, JsonObject schema, string path, bool isRoot, List<string> dropped)
    {
        if (value is JsonArray list && SchemaFields.Items(schema) is { } items)
        {
            for (var at = 0; at < list.Count; at++) Prune(list[at], items, $"{path}[{at}]", isRoot: false, dropped);
        }

        if (value is not JsonObject map) return;
        var properties = SchemaFields.Properties(schema);
        var isObject = isRoot || SchemaFields.Is(schema, "x-kubernetes-embedded-resource");
        foreach (var (name, member) in map.ToList())
        {
            if (isObject && name is ("apiVersion" or "kind" or "metadata")) continue;
            var here = path.Length == 0 ? name : $"{path}.{name}";
            if (properties[name] is JsonObject property) Prune(member, property, here, isRoot: false, dropped);
            else if (SchemaFields.Values(schema) is { } values) Prune(member, values, here, isRoot: false, dropped);
            else if (!SchemaFields.KeepsUnknown(schema))
            {
                map.Remove(name);
                dropped.Add($"unknown field \"{here}\"");
            }
        }
    }
}
