using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>Reads what cells are made of.</summary>
internal static class Cells
{
    public const string None = "<none>";

    public const string Unset = "<unset>";

    public static JsonNode? At(JsonNode? item, string path)
    {
        foreach (var part in path.Split('.')) item = (item as JsonObject)?[part];
        return item;
    }

    public static string Text(JsonNode? item, string path, string missing = "") => At(item, path)?.ToString() is { Length: > 0 } text ? text : missing;

    public static long Number(JsonNode? item, string path, long missing = 0) => ObjectMeta.Number(At(item, path)) ?? missing;

    public static bool IsTrue(JsonNode? item, string path) =>
        At(item, path) is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;

    /// <summary>The entries of a list that are objects.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? item, string path) => (At(item, path) as JsonArray)?.OfType<JsonObject>() ?? [];

    public static int Count(JsonNode? item, string path) => At(item, path) switch
    {
        JsonObject map => map.Count,
        JsonArray list => list.Count,
        _ => 0,
    };

    public static string Joined(IEnumerable<string> values, string missing = "") => string.Join(",", values) is { Length: > 0 } text ? text : missing;

    /// <summary>At most three values, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> values, string missing) => values.Count switch
    {
        0 => missing,
        <= 3 => string.Join(",", values),
        _ => string.Join(",", values.Take(3)) + $" + {values.Count - 3} more...",
    };

    /// <summary><c>a=b,c=d</c> ordered by key.</summary>
    public static string Labels(JsonNode? map) =>
        map is JsonObject labels ? Joined(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"), None) : None;

    /// <summary>A label selector of an object as one line.</summary>
    public static string Selector(JsonNode? selector)
    {
        if (selector is not JsonObject) return None;
        var told = (selector["matchLabels"] as JsonObject ?? [])
            .OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")
            .Concat(Objects(selector, "matchExpressions").Select(Requirement));
        return Joined(told, None);
    }

    public static string Containers(JsonObject item) => Joined(PodSpecContainers(item).Select(container => Text(container, "name")));

    public static string Images(JsonObject item) => Joined(PodSpecContainers(item).Select(container => Text(container, "image")));

    private static IEnumerable<JsonObject> PodSpecContainers(JsonObject item) =>
        Objects(item, "spec.template.spec.containers")
            .Concat(Objects(item, "spec.jobTemplate.spec.template.spec.containers"))
            .Concat(Objects(item, "template.spec.containers"));

    private static string Requirement(JsonObject requirement)
    {
        var (key, sign) = (Text(requirement, "key"), Text(requirement, "operator"));
        var values = string.Join(",", (requirement["values"] as JsonArray ?? []).Select(value => value?.ToString()));
        return sign switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => "!" + key,
            _ => key,
        };
    }
}
