using System.Buffers;
using System.Globalization;

namespace KubeFate.Simulator.Stages;

/// <summary>Durations as Go and Kubernetes write them: <c>300ms</c>, <c>10s</c>, <c>1m20s</c>.</summary>
internal static class StageDuration
{
    private static readonly SearchValues<char> digitsOfNumbers = SearchValues.Create("0123456789.");

    /// <summary>False when the text is no such duration, or a negative one.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text is "0") return true;
        var rest = text.AsSpan();
        if (rest.IsEmpty) return false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(digitsOfNumbers);
            if (digits <= 0 || !double.TryParse(
                rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(digitsOfNumbers);
            if (Unit(letters < 0 ? rest : rest[..letters]) is not { } unit) return false;
            duration += amount * unit;
            rest = letters < 0 ? default : rest[letters..];
        }

        return true;
    }

    /// <summary>Whole seconds as Go prints them: <c>10s</c>, <c>1m20s</c>, <c>5m0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)Math.Round(duration.TotalSeconds);
        if (duration < TimeSpan.FromSeconds(1)) return $"{(long)duration.TotalMilliseconds}ms";
        return (seconds / 3600, seconds / 60 % 60, seconds % 60) switch
        {
            (0, 0, var s) => $"{s}s",
            (0, var m, var s) => $"{m}m{s}s",
            var (h, m, s) => $"{h}h{m}m{s}s",
        };
    }

    private static TimeSpan? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => null,
    };
}
