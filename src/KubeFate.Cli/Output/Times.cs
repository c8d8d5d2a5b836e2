using System.Globalization;

namespace KubeFate.Cli.Output;

/// <summary>Times as the original prints them: UTC, to the second; a dash for what has not happened.</summary>
internal static class Times
{
    public static string Format(DateTimeOffset time) =>
        IsSet(time) ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "-";

    /// <summary>False for Go's zero time, which stands for "not yet".</summary>
    public static bool IsSet(DateTimeOffset time) => time.Year > 1;

    /// <summary>From start to end, or to now while it runs.</summary>
    public static string Duration(DateTimeOffset start, DateTimeOffset end, TimeProvider clock) =>
        Durations.Humanize((IsSet(end) ? end : clock.GetUtcNow()) - start);
}
