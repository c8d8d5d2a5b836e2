using System.Globalization;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Reads amounts such as <c>500m</c>, <c>2</c>, <c>1.5Gi</c> or <c>1e3</c>.</summary>
internal static class Quantity
{
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        ["n"] = 0.000000001m, ["u"] = 0.000001m, ["m"] = 0.001m, [""] = 1m,
        ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m, ["E"] = 1e18m,
        ["Ki"] = 1024m, ["Mi"] = 1048576m, ["Gi"] = 1073741824m, ["Ti"] = 1099511627776m, ["Pi"] = 1125899906842624m,
        ["Ei"] = 1152921504606846976m,
    };

    public static bool TryParse(string? text, out decimal amount)
    {
        amount = 0;
        if (string.IsNullOrEmpty(text)) return false;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out amount)) return true;
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiLetter(text[digits - 1])) digits--;
        if (!Units.TryGetValue(text[digits..], out var unit)) return false;
        if (!decimal.TryParse(text[..digits], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        amount = number * unit;
        return true;
    }
}
