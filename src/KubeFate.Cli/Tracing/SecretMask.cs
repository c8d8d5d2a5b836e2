using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Tracing;

/// <summary>Takes secrets out of what is shown of an HTTP call. Rather too much than too little is masked.</summary>
internal static partial class SecretMask
{
    public const string Mask = "***";

    /// <summary>A header's value, or the mask.</summary>
    public static string Header(string name, string value) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value.StartsWith("Bearer ", StringComparison.Ordinal) ? "Bearer " + Mask
        : name.Contains("Cookie", StringComparison.OrdinalIgnoreCase) || SecretName().IsMatch(name) ? Mask
        : value;

    /// <summary>JSON with its secrets masked; what is no JSON is not shown at all.</summary>
    public static string Json(string text)
    {
        try
        {
            return JsonText.Write(Masked(JsonNode.Parse(text)), indented: false);
        }
        catch (JsonException)
        {
            return Length(text);
        }
    }

    private static JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Masked(pair.Key, pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Masked)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Masked(string key, JsonNode? value) => value switch
    {
        // The whole cluster.yaml, as base64 or as text: what it holds cannot be told from here.
        JsonValue text when key is "data" or "values" && text.GetValueKind() == JsonValueKind.String => Length(text.GetValue<string>()),
        JsonValue when SecretName().IsMatch(key) => Mask,
        _ => Masked(value),
    };

    private static string Length(string text) => string.Create(CultureInfo.InvariantCulture, $"({text.Length} characters)");

    [GeneratedRegex("password|passwd|passphrase|secret|token|credential|authorization|private_?key|access_?key|api_?key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
