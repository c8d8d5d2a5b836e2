using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Yaml;

/// <summary>
/// JSON for readers of YAML. YAML takes JSON's escapes with one exception: a character beyond the BMP as two halves (<c>\ud83d\ude00</c>),
/// which Go's reader refuses ("invalid Unicode character escape code", helm 3.9 to 4.2). The framework's writers escape no other way.
/// </summary>
public static class YamlSafeJson
{
    /// <summary>The node as JSON, in one line.</summary>
    public static string Write(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return JoinHalves(node.ToJsonString());
    }

    /// <summary>The JSON text with every escaped pair of halves as the character itself; all other escapes stay.</summary>
    public static string JoinHalves(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var escape = json.IndexOf('\\', StringComparison.Ordinal);
        if (escape < 0) return json;
        var text = new StringBuilder(json.Length);
        var copied = 0;
        for (; escape >= 0 && escape + 1 < json.Length; escape = json.IndexOf('\\', escape))
        {
            if (Half(json, escape) is { } high && Half(json, escape + 6) is { } low && char.IsSurrogatePair(high, low))
            {
                text.Append(json, copied, escape - copied).Append(high).Append(low);
                copied = escape += 12;
            }
            else
            {
                // Past the escaped character, which may be a backslash itself.
                escape += 2;
            }
        }

        return text.Append(json, copied, json.Length - copied).ToString();
    }

    private static char? Half(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        && char.IsSurrogate((char)unit)
            ? (char)unit
            : null;
}
