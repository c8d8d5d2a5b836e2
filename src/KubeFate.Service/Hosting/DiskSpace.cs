namespace KubeFate.Service.Hosting;

/// <summary>Tells a full disk from other failures of files.</summary>
internal static class DiskSpace
{
    /// <summary>The code of every such failure.</summary>
    public const string Code = "disk_full";

    // ENOSPC and EDQUOT of Linux, EDQUOT of macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static bool IsFull(IOException failure) => Full.Contains(failure.HResult);
}
