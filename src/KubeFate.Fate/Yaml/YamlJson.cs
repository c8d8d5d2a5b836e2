using System.Text.Json.Nodes;

namespace KubeFate.Fate.Yaml;

/// <summary>Writes nodes as JSON; what an alias stands for is written out at each place.</summary>
internal static class YamlJson
{
    public static JsonNode? From(YamlNode node) => node switch
    {
        YamlMap map => From(map),
        YamlList list => new JsonArray([.. list.Items.Select(From)]),
        YamlScalar scalar => scalar.Value.ToJson(),
        _ => null,
    };

    public static JsonObject From(YamlMap map)
    {
        var json = new JsonObject();
        foreach (var entry in map.Entries) json[entry.Key] = From(entry.Value);
        return json;
    }
}
