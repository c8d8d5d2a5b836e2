using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Authorization;

/// <summary>Lists of text in objects.</summary>
internal static class JsonList
{
    public static JsonArray Of(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];

    /// <summary>The texts of a list; empty when it is missing.</summary>
    public static string[] Read(JsonNode? list) =>
        list is JsonArray { Count: > 0 } all ? [.. all.OfType<JsonValue>().Select(entry => entry.ToString())] : [];
}
