using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>JSON as YAML for people: in blocks, and a text in quotes only where it would else be read as something else.</summary>
internal static partial class YamlText
{
    public static string Of(JsonObject map)
    {
        var text = new StringBuilder();
        Map(text, map, "");
        return text.ToString();
    }

    private static void Map(StringBuilder text, JsonObject map, string indent)
    {
        foreach (var (key, value) in map)
        {
            text.Append(indent).Append(Word(key)).Append(':');
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Map(text, map, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list when list.All(item => item is JsonValue):
                text.Append(" [").AppendJoin(", ", list.Select(Scalar)).Append("]\n");
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                foreach (var item in list) Item(text, item!.AsObject(), indent);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Item(StringBuilder text, JsonObject item, string indent)
    {
        var start = text.Length;
        Map(text, item, indent + "  ");
        text[start + indent.Length] = '-';
    }

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Word(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Word(string text) =>
        Plain().IsMatch(text) && !double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out _) && text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? text : JsonSerializer.Serialize(text, Readable);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"^[A-Za-z0-9_/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
