using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Yaml;

namespace KubeFate.Cli.Output;

/// <summary>
/// JSON as YAML, in the manner of Go's printers: lists not indented under their key, and every string that a YAML 1.1 reader would take
/// for something else in quotes.
/// </summary>
internal static partial class YamlText
{
    /// <summary>The YAML; keys sorted when asked, as the original prints a spec.</summary>
    public static string Write(JsonNode? node, bool sortKeys = false)
    {
        var text = new StringBuilder();
        switch (node)
        {
            case JsonObject { Count: > 0 } map: WriteMap(text, map, 0, sortKeys, firstInline: false); break;
            case JsonArray { Count: > 0 } list: WriteList(text, list, 0, sortKeys); break;
            default: text.Append(Scalar(node)).Append('\n'); break;
        }

        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, JsonObject map, int indent, bool sortKeys, bool firstInline)
    {
        foreach (var (key, value) in sortKeys ? map.OrderBy(pair => pair.Key, StringComparer.Ordinal) : map.AsEnumerable())
        {
            if (!firstInline) text.Append(' ', indent);
            firstInline = false;
            text.Append(Quote(key)).Append(':');
            WriteValue(text, value, indent, sortKeys);
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent, bool sortKeys)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                WriteMap(text, map, indent + 2, sortKeys, firstInline: false);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                WriteList(text, list, indent, sortKeys);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteList(StringBuilder text, JsonArray list, int indent, bool sortKeys)
    {
        foreach (var item in list)
        {
            text.Append(' ', indent).Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } map:
                    WriteMap(text, map, indent + 2, sortKeys, firstInline: true);
                    break;
                case JsonArray { Count: > 0 } inner:
                    text.Append('\n');
                    WriteList(text, inner, indent + 2, sortKeys);
                    break;
                default:
                    text.Append(Scalar(item)).Append('\n');
                    break;
            }
        }
    }

    private static string Scalar(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when node.GetValueKind() == JsonValueKind.String => Quote(node.GetValue<string>()),
        _ => node.ToJsonString(),
    };

    /// <summary>A text as a YAML scalar, in quotes where it must be.</summary>
    public static string Quote(string text) => NeedsQuotes(text) ? "\"" + YamlSafeJson.JoinHalves(JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value) + "\"" : text;

    private static bool NeedsQuotes(string text) =>
        !Plain().IsMatch(text)
        || Reserved().IsMatch(text)
        || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal) || text.EndsWith(':')
        || double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // Starts and ends with a character that means nothing in YAML, and holds no control character.
    [GeneratedRegex(@"\A[\p{L}\p{N}/._~^(+$;=-](?:[^\p{C}]*[^\p{C}\s])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();

    // What YAML 1.1 resolves to another type: booleans, null, numbers in other bases or sexagesimal, dates, and signs that open something.
    [GeneratedRegex(@"\A(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|[-+]?0[xob]?[0-9a-f_]+|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?.*|-|- .*|---.*|\.\.\..*|=|<<)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Reserved();
}
