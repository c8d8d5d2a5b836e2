using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>
/// One step of a field path, kept as the text that <c>fieldsV1</c> uses for it: <c>f:name</c> a field, <c>k:{"name":"x"}</c> an item by its
/// keys, <c>v:"x"</c> an item by its value, <c>i:0</c> an item by its place.
/// </summary>
internal static class PathElement
{
    private const string Kinds = "fkvi";

    /// <summary>Fields, then keys, then values, then places; each by its text.</summary>
    public static readonly IComparer<string> Order = Comparer<string>.Create((left, right) =>
        left[0] == right[0] ? string.CompareOrdinal(left, right) : Kinds.IndexOf(left[0]).CompareTo(Kinds.IndexOf(right[0])));

    public static string Field(string name) => "f:" + name;

    /// <summary>The name of a field element; null for an element of a list.</summary>
    public static string? FieldName(string element) => element.StartsWith("f:", StringComparison.Ordinal) ? element[2..] : null;

    /// <summary>How an item of a granular list is told from its siblings; null when it lacks a key that has no default.</summary>
    public static string? Item(JsonNode? item, TypeSchema list)
    {
        if (list.ListKind == ListKind.Set)
        {
            return "v:" + (item?.ToJsonString(JsonText.Options) ?? "null");
        }

        if (list.Keys is [var only] && (item as JsonObject)?[only] is JsonValue text && text.TryGetValue<string>(out var plain) && plain.All(IsPlain))
        {
            // Most items are told apart by a name, and no JSON writer is needed for that.
            return $"k:{{\"{only}\":\"{plain}\"}}";
        }

        var keys = new JsonObject();
        foreach (var name in list.Keys.Order(StringComparer.Ordinal))
        {
            if (KeyValue(item as JsonObject, name, list.Element!) is not { } value)
            {
                return null;
            }

            keys[name] = value;
        }

        return "k:" + keys.ToJsonString(JsonText.Options);
    }

    /// <summary>As conflicts print it: <c>.replicas</c>, <c>[name="web"]</c>, <c>[="x"]</c>, <c>[0]</c>.</summary>
    public static string Display(string element) => element[0] switch
    {
        'f' => "." + element[2..],
        'k' => "[" + string.Join(',', ((JsonObject)JsonNode.Parse(element[2..])!).Select(key => $"{key.Key}={key.Value?.ToJsonString(JsonText.Options)}")) + "]",
        'v' => "[=" + element[2..] + "]",
        _ => "[" + element[2..] + "]",
    };

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or ' ';

    private static JsonNode? KeyValue(JsonObject? item, string name, TypeSchema type) =>
        item?[name]?.DeepClone() ?? (type.FindField(name)?.Default is { } text ? JsonNode.Parse(text) : null);
}
