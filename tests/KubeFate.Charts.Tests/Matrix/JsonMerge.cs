using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>Lays mappings over each other, as helm does with values.</summary>
internal static class JsonMerge
{
    /// <summary>Mappings key by key, anything else replaced; null takes the key away.</summary>
    public static JsonObject Over(JsonObject under, JsonObject over)
    {
        foreach (var (key, value) in over)
        {
            if (value is null) under.Remove(key);
            else if (value is JsonObject map && under[key] is JsonObject below) Over(below, map);
            else under[key] = value.DeepClone();
        }

        return under;
    }

    /// <summary>Sets the value at a dotted key; a mapping that is there is kept, with the new keys over it.</summary>
    public static void Set(JsonObject map, string path, JsonNode value)
    {
        if (path.Split('.', 2) is [var first, var rest])
        {
            if (map[first] is not JsonObject section) map[first] = section = [];
            Set(section, rest, value);
        }
        else
        {
            Over(map, new() { [path] = value.DeepClone() });
        }
    }

    /// <summary>Takes away what stands at a path such as <c>python.hive.host</c> or <c>pulsar.env[0].name</c>, and mappings that are empty then.</summary>
    public static void Remove(JsonObject root, string path)
    {
        var bracket = path.IndexOf('[', StringComparison.Ordinal);
        if (bracket >= 0) path = path[..bracket];
        var parts = path.Split('.', 2);
        if (parts.Length == 1)
        {
            if (!root.Remove(path)) throw new InvalidOperationException($"{path} is not there");
            return;
        }

        var section = root[parts[0]]!.AsObject();
        Remove(section, parts[1]);
        if (section.Count == 0) root.Remove(parts[0]);
    }
}
