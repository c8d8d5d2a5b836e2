using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>Spans of time as kubectl says them: the two largest units that matter (<c>92s</c>, <c>5m3s</c>, <c>44h</c>, <c>3d4h</c>).</summary>
internal static class PrintedDuration
{
    /// <summary>How long ago a time of an object was.</summary>
    public static string Since(JsonNode? time, DateTimeOffset now) =>
        Parse(time) is { } then ? Of(now - then) : "<unknown>";

    public static DateTimeOffset? Parse(JsonNode? time) =>
        DateTimeOffset.TryParse(time?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then) ? then : null;

    public static string Of(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        if (seconds < -1) return "<invalid>";
        if (seconds < 0) return "0s";
        if (seconds < 120) return $"{seconds}s";
        var minutes = seconds / 60;
        if (minutes < 10) return Pair(minutes, "m", seconds % 60, "s");
        if (minutes < 180) return $"{minutes}m";
        var hours = minutes / 60;
        if (hours < 8) return Pair(hours, "h", minutes % 60, "m");
        if (hours < 48) return $"{hours}h";
        var days = hours / 24;
        if (hours < 192) return Pair(days, "d", hours % 24, "h");
        if (days < 730) return $"{days}d";
        return days < 365 * 8 ? Pair(days / 365, "y", days % 365, "d") : $"{days / 365}y";
    }

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
