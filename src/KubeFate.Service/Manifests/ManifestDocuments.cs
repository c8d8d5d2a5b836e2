using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Fate;

namespace KubeFate.Service.Manifests;

/// <summary>A document of what helm renders: the object, or why it cannot be read.</summary>
internal sealed record ManifestDocument(JsonNode? Json, string? Fault);

/// <summary>Reads what helm renders and keeps, document by document.</summary>
internal static partial class ManifestDocuments
{
    /// <summary>The documents in order, without empty ones.</summary>
    public static IEnumerable<ManifestDocument> Read(string manifest)
    {
        foreach (var document in Separator().Split(manifest))
        {
            if (string.IsNullOrWhiteSpace(document)) continue;
            var (json, problems) = YamlFile.Read(document);
            if (json is not JsonObject { Count: 0 }) yield return new ManifestDocument(json, json is null ? problems[0].Message : null);
        }
    }

    /// <summary>Its objects, those of lists one by one; hooks, which helm makes and deletes by itself, are none of them.</summary>
    public static IReadOnlyList<JsonObject> Objects(string manifest) =>
        [.. Read(manifest).SelectMany(document => Flatten(document.Json)).Where(item => item["metadata"]?["annotations"]?["helm.sh/hook"] is null)];

    private static IEnumerable<JsonObject> Flatten(JsonNode? node) => node switch
    {
        JsonObject list when list["kind"]?.ToString().EndsWith("List", StringComparison.Ordinal) == true && list["items"] is JsonArray items => items.SelectMany(Flatten),
        JsonObject item when item["kind"] is not null => [item],
        _ => [],
    };

    [GeneratedRegex("^---.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}
