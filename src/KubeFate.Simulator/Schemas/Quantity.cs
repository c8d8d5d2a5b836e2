using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeFate.Simulator.Schemas;

/// <summary>Kubernetes' quantities: a decimal number with a binary (<c>Ki</c> … <c>Ei</c>) or decimal (<c>n</c> … <c>E</c>) suffix, or an exponent.</summary>
internal static partial class Quantity
{
    private const string WrongFormat = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string WrongSuffix = "unable to parse quantity's suffix";

    /// <summary>What a server says of text that is no quantity; null when it is one.</summary>
    public static string? Fault(string text) => Read(text, out _);

    /// <summary>The number a quantity stands for; null when it is none, or too large for a decimal.</summary>
    public static decimal? Parse(string text) => Read(text, out var value) is null ? value : null;

    [GeneratedRegex(@"^(?<number>[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+))(?<suffix>[A-Za-z]*)(?<exponent>[-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    private static string? Read(string text, out decimal? value)
    {
        value = null;
        var match = Form().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return WrongFormat;
        }

        var (suffix, exponent) = (match.Groups["suffix"].Value, match.Groups["exponent"].Value);
        double? scale = suffix is "e" or "E" && exponent.Length > 0
            ? Math.Pow(10, int.Parse(exponent, CultureInfo.InvariantCulture))
            : exponent.Length > 0 ? null : Scale(suffix);
        if (scale is not { } factor)
        {
            return WrongSuffix;
        }

        value = Math.Abs((double)number * factor) < 1e27 ? number * (decimal)factor : null;
        return null;
    }

    private static double? Scale(string suffix) => suffix switch
    {
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "" => 1,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1024,
        "Mi" => Math.Pow(1024, 2),
        "Gi" => Math.Pow(1024, 3),
        "Ti" => Math.Pow(1024, 4),
        "Pi" => Math.Pow(1024, 5),
        "Ei" => Math.Pow(1024, 6),
        _ => null,
    };
}
