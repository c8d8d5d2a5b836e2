using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Simulator.Stages;

/// <summary>Fills the placeholders of a stage's texts: <c>{container}</c>, <c>{image}</c>, …</summary>
internal static partial class StageText
{
    /// <summary>The text with its placeholders filled.</summary>
    /// <param name="value">The value of a placeholder; null leaves it as it stands.</param>
    public static string Fill(string text, Func<string, JsonNode?> value) =>
        text.Contains('{') ? Placeholder().Replace(text, match => value(match.Groups["word"].Value)?.ToString() ?? match.Value) : text;

    /// <summary>
    /// A copy with all texts filled; a text that is one placeholder and nothing else becomes its value, whatever that is.
    /// </summary>
    public static JsonNode? Fill(JsonNode? template, Func<string, JsonNode?> value) => template switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Fill(entry.Value, value)))),
        JsonArray list => new JsonArray([.. list.Select(entry => Fill(entry, value))]),
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => FillText(text, value),
        _ => template?.DeepClone(),
    };

    private static JsonNode? FillText(string text, Func<string, JsonNode?> value) =>
        Placeholder().Match(text) is { Success: true } match
            && match.Length == text.Length && value(match.Groups["word"].Value) is { } whole
            ? whole.DeepClone()
            : Fill(text, value);

    [GeneratedRegex("\\{(?<word>[a-zA-Z]+)\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
