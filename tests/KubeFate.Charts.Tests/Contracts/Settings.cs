using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>A configuration file as its reader sees it: what stands at each path.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, JsonNode?> nodes = new(StringComparer.Ordinal);

    /// <summary>Every path that leads to no further one: scalars, lists of scalars, and sections without a key.</summary>
    public IEnumerable<string> Leaves => nodes.Where(node => IsLeaf(node.Value)).Select(node => node.Key);

    /// <summary>Every path, sections included.</summary>
    public IEnumerable<string> Paths => nodes.Keys;

    public static Settings Parse(string name, string text)
    {
        var settings = new Settings();
        if (name.EndsWith(".properties", StringComparison.Ordinal)) settings.AddLines(text, '=');
        else if (name.EndsWith(".conf", StringComparison.Ordinal)) settings.AddLines(text, ' ');
        else if (name.EndsWith(".json", StringComparison.Ordinal)) settings.Add("", JsonNode.Parse(text));
        else foreach (var document in YamlDocuments.ReadAll(text)) settings.Add("", document);
        return settings;
    }

    public bool Has(string path) => nodes.ContainsKey(path);

    public JsonNode? this[string path] => nodes.GetValueOrDefault(path);

    /// <summary>The scalar at the path; an empty text when there is none, or a blank one.</summary>
    public string Text(string path) => nodes.GetValueOrDefault(path) is JsonValue value ? value.ToString() : "";

    /// <summary>Whether something stands there: a value that is not blank, or a section.</summary>
    public bool IsSet(string path) => nodes.GetValueOrDefault(path) switch
    {
        null => false,
        JsonValue value => value.ToString().Length > 0,
        _ => true,
    };

    private static bool IsLeaf(JsonNode? node) => node switch
    {
        JsonObject map => map.Count == 0,
        JsonArray list => !list.OfType<JsonObject>().Any(),
        _ => true,
    };

    private void AddLines(string text, char separator)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] is '#' or '[' or '!' || line.Split(separator, 2) is not [var key, var value]) continue;
            nodes[key.Trim()] = JsonValue.Create(value.Trim());
        }
    }

    private void Add(string path, JsonNode? node)
    {
        if (path.Length > 0) nodes[path] = node;
        if (node is JsonObject map)
            foreach (var (key, value) in map) Add(path.Length == 0 ? key : $"{path}.{key}", value);
        else if (node is JsonArray list)
            foreach (var (item, i) in list.Select((item, i) => (item, i)).Where(found => found.item is JsonObject)) Add($"{path}[{i}]", item);
    }

    /// <summary>Whether it is a number where the format knows numbers.</summary>
    public bool IsNumber(string path) => nodes.GetValueOrDefault(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number;
}
