using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeFate.Simulator.Schemas;

/// <summary>Kubernetes' quantities: a decimal number with a binary (<c>Ki</c> … <c>Ei</c>) or decimal (<c>n</c> … <c>E</c>) suffix, or an exponent.</summary>
internal static partial class Quantity
{
    private const string WrongFormat = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string WrongSuffix = "unable to parse quantity's suffix";

    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    /// <summary>What a server says of text that is no quantity; null when it is one.</summary>
    public static string? Fault(string text) => Read(text, out _, out _);

    /// <summary>The number a quantity stands for; null when it is none, or too large for a decimal.</summary>
    public static decimal? Parse(string text) => Read(text, out var value, out _) is null ? value : null;

    /// <summary>The form servers keep it in: the largest suffix that needs no fraction, <c>1000m</c> as <c>1</c>. Text that is no quantity stays.</summary>
    public static string Canonical(string text)
    {
        if (Read(text, out var value, out var suffix) is not null || value is not { } number)
        {
            return text;
        }

        // Small amounts have no binary form: a server writes them with decimal suffixes.
        return suffix.EndsWith('i') && Math.Abs(number) >= 1024
            ? Scaled(number, BinarySuffixes, 1024)
            : suffix is "e" or "E" ? text : Scaled(Ceiling(number) * 1_000_000_000m, DecimalSuffixes, 1000);
    }

    [GeneratedRegex(@"^(?<number>[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+))(?<suffix>[A-Za-z]*)(?<exponent>[-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    private static string? Read(string text, out decimal? value, out string suffix)
    {
        value = null;
        suffix = "";
        var match = Form().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return WrongFormat;
        }

        suffix = match.Groups["suffix"].Value;
        if (Scale(suffix, match.Groups["exponent"].Value) is not { } factor)
        {
            return WrongSuffix;
        }

        value = Math.Abs((double)number * (double)factor) < 1e18 ? number * factor : null;
        return null;
    }

    private static decimal? Scale(string suffix, string exponent)
    {
        if (exponent.Length > 0)
        {
            var isPower = suffix is "e" or "E" && int.TryParse(exponent, CultureInfo.InvariantCulture, out var power) && Math.Abs(power) <= 18;
            return isPower ? (decimal)Math.Pow(10, int.Parse(exponent, CultureInfo.InvariantCulture)) : null;
        }

        var binary = Array.IndexOf(BinarySuffixes, suffix);
        return binary >= 0 ? Power(1024, binary) : Array.IndexOf(DecimalSuffixes, suffix) is >= 0 and var place ? Power(1000, place) / 1_000_000_000m : null;
    }

    private static string Scaled(decimal number, string[] suffixes, int step)
    {
        var place = suffixes.Length - 1;
        while (place > 0 && number % Power(step, place) != 0)
        {
            place--;
        }

        return number == 0 ? "0" : (number / Power(step, place)).ToString("0.##########", CultureInfo.InvariantCulture) + suffixes[place];
    }

    // Nothing is finer than a nanounit: servers round up.
    private static decimal Ceiling(decimal number) => Math.Ceiling(number * 1_000_000_000m) / 1_000_000_000m;

    private static decimal Power(int step, int place)
    {
        var result = 1m;
        for (var index = 0; index < place; index++)
        {
            result *= step;
        }

        return result;
    }
}
