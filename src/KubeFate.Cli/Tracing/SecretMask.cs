using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Cli.Output;
using KubeFate.Fate.Secrets;

namespace KubeFate.Cli.Tracing;

/// <summary>Takes secrets out of what is shown of an HTTP call. Rather too much than too little is masked.</summary>
internal static class SecretMask
{
    public const string Mask = SecretNames.Mask;

    /// <summary>A header's value, or the mask.</summary>
    public static string Header(string name, string value) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value.StartsWith("Bearer ", StringComparison.Ordinal) ? "Bearer " + Mask
        : name.Contains("Cookie", StringComparison.OrdinalIgnoreCase) || SecretNames.IsSecret(name) ? Mask
        : value;

    /// <summary>JSON with its secrets masked; what is no JSON is not shown at all.</summary>
    public static string Json(string text)
    {
        try
        {
            return JsonText.Write(Masked(JsonNode.Parse(text)), indented: false);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return Length(text);
        }
    }

    private static JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Masked(pair.Key, pair.Value, map)))),
        JsonArray list => new JsonArray([.. list.Select(Masked)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Masked(string key, JsonNode? value, JsonObject among) => value switch
    {
        // The whole cluster.yaml, as base64 or as text: what it holds cannot be told from here.
        JsonValue text when key is "data" or "values" && text.GetValueKind() == JsonValueKind.String => Length(text.GetValue<string>()),
        JsonValue when SecretNames.IsSecret(key, value, among) => Mask,
        _ => Masked(value),
    };

    private static string Length(string text) => string.Create(CultureInfo.InvariantCulture, $"({text.Length} characters)");
}
