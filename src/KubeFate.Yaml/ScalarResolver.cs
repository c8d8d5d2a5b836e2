using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Yaml;

/// <summary>
/// Resolves a plain scalar as Go's gopkg.in/yaml.v2 does, which is what sigs.k8s.io/yaml, helm and the original read with:
/// YAML 1.1 booleans, octal by a leading 0, underscores in numbers, and dates as text.
/// </summary>
public static class ScalarResolver
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static ScalarValue Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarValue.Null,
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => ScalarValue.Of(true),
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => ScalarValue.Of(false),
        ".nan" or ".NaN" or ".NAN" => ScalarValue.Of(double.NaN),
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => ScalarValue.Of(double.PositiveInfinity),
        "-.inf" or "-.Inf" or "-.INF" => ScalarValue.Of(double.NegativeInfinity),
        _ => Number(text) ?? ScalarValue.Of(text),
    };

    /// <summary>The value of the parser's scalar by its quotes and its tag; null when the tag is not one of YAML's own, or another than the text's.</summary>
    public static ScalarValue? Resolve(Scalar scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        return (scalar.Tag.IsEmpty, scalar.Style) switch
        {
            (true, ScalarStyle.Plain) => Resolve(scalar.Value),
            (true, _) => ScalarValue.Of(scalar.Value),
            _ => ResolveTagged(scalar.Tag.Value, scalar.Value),
        };
    }

    /// <summary><c>!!str</c> for <c>tag:yaml.org,2002:str</c>.</summary>
    public static string ShortTag(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? "!!" + tag[TagPrefix.Length..] : tag;
    }

    /// <summary>The value of a scalar with a tag; null when the tag is not one of YAML's own, or another than the text's.</summary>
    public static ScalarValue? ResolveTagged(string tag, string text)
    {
        var value = Resolve(text);
        return ShortTag(tag) switch
        {
            // "!" alone asks for a text, as quotes do.
            "!" or "!!str" or "!!timestamp" => ScalarValue.Of(text),
            "!!null" => value.Kind == ScalarKind.Null ? value : null,
            "!!bool" => value.Kind == ScalarKind.Boolean ? value : null,
            "!!int" => value.Kind == ScalarKind.Integer ? value : null,
            "!!float" => value.Kind is ScalarKind.Integer or ScalarKind.Real ? value : null,
            "!!binary" => Binary(text),
            _ => null,
        };
    }

    /// <summary>The number that the text is; null when it is none.</summary>
    public static ScalarValue? Number(string text)
    {
        if (text.Length == 0) return null;
        // A leading dot is tried as it stands; elsewhere underscores only group digits.
        if (text[0] == '.') return Real(text);
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-')) return null;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        return Integer(digits) is { } integer ? ScalarValue.Of(integer) : Real(digits);
    }

    private static ScalarValue? Binary(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? ScalarValue.Of(Encoding.UTF8.GetString(bytes, 0, length)) : null;
    }

    /// <summary>Go's strconv.ParseInt and ParseUint with base 0: a sign, then 0x, 0o, 0b or a leading 0 for octal.</summary>
    private static Int128? Integer(string text)
    {
        var signed = text.Length > 0 && text[0] is '+' or '-';
        var magnitude = Magnitude(signed ? text.AsSpan(1) : text);
        if (magnitude is not { } size) return null;
        if (!signed) return size <= ulong.MaxValue ? size : null;
        var value = text[0] == '-' ? -size : size;
        return value >= long.MinValue && value <= long.MaxValue ? value : null;
    }

    private static Int128? Magnitude(ReadOnlySpan<char> digits)
    {
        var (radix, skip) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        digits = digits[skip..];
        if (digits.IsEmpty) return null;
        Int128 value = 0;
        foreach (var digit in digits)
        {
            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : int.MaxValue;
            if (number >= radix) return null;
            value = value * radix + number;
            if (value > ulong.MaxValue) return null;
        }

        return value;
    }

    private static ScalarValue? Real(string text)
    {
        if (!IsReal(text)) return null;
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        // Go refuses what overflows; the scalar then stays text.
        return double.IsFinite(value) ? ScalarValue.Of(value) : null;
    }

    /// <summary>A sign, digits with an optional point (on either side), an optional exponent.</summary>
    private static bool IsReal(ReadOnlySpan<char> text)
    {
        if (text is ['+' or '-', ..]) text = text[1..];
        var whole = Digits(text);
        var rest = text[whole..];
        var fraction = 0;
        if (rest is ['.', ..])
        {
            fraction = Digits(rest[1..]);
            rest = rest[(fraction + 1)..];
        }

        if (whole + fraction == 0) return false;
        if (rest.IsEmpty) return true;
        if (rest[0] is not ('e' or 'E')) return false;
        rest = rest is [_, '+' or '-', ..] ? rest[2..] : rest[1..];
        return rest.Length > 0 && Digits(rest) == rest.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
