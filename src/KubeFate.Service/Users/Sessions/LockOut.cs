namespace KubeFate.Service.Users.Sessions;

/// <summary>How long an account is locked after so many wrong passwords in a row: long enough to make guessing hopeless, short enough to wait.</summary>
internal static class LockOut
{
    /// <summary>The failure that locks first.</summary>
    public const int Failures = 10;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long after that failure; null: not yet. Each further failure, one after each lock, doubles it.</summary>
    public static TimeSpan? After(int failures)
    {
        if (failures < Failures) return null;
        var length = First * Math.Pow(2, Math.Min(failures - Failures, 10));
        return length < Longest ? length : Longest;
    }
}
