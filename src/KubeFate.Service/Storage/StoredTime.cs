namespace KubeFate.Service.Storage;

/// <summary>How a time is stored.</summary>
internal static class StoredTime
{
    /// <summary>Units of 100 ns since 1970, UTC: what .NET knows of a time, so that it comes back as it went.</summary>
    public static long ToNumber(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>The time that so many units of 100 ns since 1970 are, in UTC.</summary>
    public static DateTimeOffset FromNumber(long number) => DateTimeOffset.UnixEpoch.AddTicks(number);
}
