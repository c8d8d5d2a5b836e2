using System.Globalization;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The sizes of Kubernetes quantities.</summary>
internal static class Quantities
{
    // The powers of a thousand (with an i, of 1024) from -3 to 6; the blank is the unit itself.
    private const string Units = "num kMGTPE";

    /// <summary>Kubernetes refuses a pod that asks for more than its limit.</summary>
    public static void Compare(CheckContext context, string path, YamlMap requests, YamlMap limits)
    {
        foreach (var request in requests.Entries)
        {
            if (request.Value is not YamlScalar asked || limits[request.Key] is not YamlScalar limit) continue;
            if (Size(asked.Text) is { } least && Size(limit.Text) is { } most && least > most)
                context.Error($"{path}.requests.{request.Key}", asked, $"{asked.Text} is more than the limit, {limit.Text} in line {limit.Line}; Kubernetes refuses that");
        }
    }

    /// <summary>The number that the quantity stands for; null when it is none.</summary>
    public static double? Size(string text)
    {
        if (TextForms.Fault(Keys.KeyType.Quantity, text) is not null) return null;
        var number = text.AsSpan().TrimEnd("numkKMGTPEi");
        var unit = text.AsSpan(number.Length);
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        if (unit.IsEmpty) return value;
        var power = Units.IndexOf(char.ToUpperInvariant(unit[0]) == 'K' ? 'k' : unit[0]) - Units.IndexOf(' ');
        return value * Math.Pow(unit.Length == 2 ? 1024 : 1000, power);
    }
}
