using System.Buffers;
using System.Globalization;

namespace KubeFate.Fate.Forms;

/// <summary>Durations as Go writes them: <c>90m</c>, <c>1h30m</c>, <c>1.5h</c>.</summary>
public static class GoDuration
{
    // Two-letter units first: "ms" is not "m".
    private static readonly (string Unit, decimal Ticks)[] Units =
    [
        ("ns", 0.01m), ("us", 10m), ("µs", 10m), ("μs", 10m), ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>More than any duration has, and few enough not to overflow.</summary>
    private const int MaxDigits = 16;

    /// <summary>The duration; null when the text is none or exceeds what Go can hold (some 292 years).</summary>
    public static TimeSpan? Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        if (rest is ['+' or '-', ..]) rest = rest[1..];
        if (rest is "0") return TimeSpan.Zero;
        if (rest.IsEmpty) return null;
        var ticks = 0m;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(Digits);
            if (length is <= 0 or > MaxDigits) return null;
            if (!decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
            rest = rest[length..];
            if (FindUnit(rest) is not { } unit) return null;
            ticks += number * unit.Ticks;
            if (ticks > long.MaxValue / 100m) return null;
            rest = rest[unit.Unit.Length..];
        }

        return TimeSpan.FromTicks((long)(negative ? -ticks : ticks));
    }

    private static (string Unit, decimal Ticks)? FindUnit(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Unit, StringComparison.Ordinal)) return unit;
        }

        return null;
    }
}
