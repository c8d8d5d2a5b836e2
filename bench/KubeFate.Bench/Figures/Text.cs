using System.Globalization;

namespace KubeFate.Bench.Figures;

/// <summary>Numbers as people read them: three digits that count.</summary>
internal static class Text
{
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);

    public static string Milliseconds(double value) => Number(value) + " ms";

    public static string Megabytes(double kilobytes) => Number(kilobytes / 1024) + " MB";
}
