namespace KubeFate.Helm.Processes;

/// <summary>What it means that we could not write our own files.</summary>
internal static class DiskFailure
{
    /// <summary>ENOSPC and EDQUOT of Linux, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static HelmException Explain(string path, Exception error) => Full.Contains(error.HResult)
        ? new HelmException(HelmFailure.DiskFull, $"the disk is full: make room where {path} lies, then try again", error)
        : new HelmException(HelmFailure.Other, $"cannot write {path}: {error.Message}", error);
}
