using System.Globalization;
using KubeFate.Fate.Keys;

namespace KubeFate.Fate.Forms;

/// <summary>The sizes of Kubernetes quantities.</summary>
internal static class Quantities
{
    // The powers of a thousand (with an i, of 1024) from -3 to 6; the blank is the unit itself.
    private const string Units = "num kMGTPE";

    /// <summary>The number that the quantity stands for; null when it is none.</summary>
    public static double? Size(string text)
    {
        if (TextForms.Fault(KeyType.Quantity, text) is not null) return null;
        var number = text.AsSpan().TrimEnd("numkKMGTPEi");
        var unit = text.AsSpan(number.Length);
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        if (unit.IsEmpty) return value;
        var power = Units.IndexOf(char.ToUpperInvariant(unit[0]) == 'K' ? 'k' : unit[0]) - Units.IndexOf(' ');
        return value * Math.Pow(unit.Length == 2 ? 1024 : 1000, power);
    }
}
