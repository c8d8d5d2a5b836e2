using System.Globalization;

namespace KubeFate.Cli.Output;

/// <summary>Durations as people say them, by the rules of <c>kubectl get</c>: 92s, 5m10s, 13m, 3h20m, 44h, 3d4h, 20d.</summary>
internal static class Durations
{
    public static string Humanize(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero) return "0s";
        var (days, hours, minutes, seconds) = ((long)duration.TotalDays, (long)duration.TotalHours, (long)duration.TotalMinutes, (long)duration.TotalSeconds);
        return duration switch
        {
            _ when seconds < 120 => Text($"{seconds}s"),
            _ when minutes < 10 => Pair(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => Text($"{minutes}m"),
            _ when hours < 8 => Pair(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => Text($"{hours}h"),
            _ when days < 8 => Pair(days, "d", hours % 24, "h"),
            _ when days < 730 => Text($"{days}d"),
            _ => Pair(days / 365, "y", days % 365, "d"),
        };
    }

    private static string Pair(long whole, string unit, long rest, string smaller) => rest == 0 ? Text($"{whole}{unit}") : Text($"{whole}{unit}{rest}{smaller}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
