namespace KubeFate.Simulator.Persistence;

/// <summary>Files that only we can read: a simulated cluster has Secrets and passwords in it as a real one has.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OnlyUs = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file to write, with mode 0600 whether it is new or an older release made it.</summary>
    public static FileStream Create(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyUs;
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) != OnlyUs) File.SetUnixFileMode(file.SafeFileHandle, OnlyUs);
        return file;
    }

    /// <summary>Makes the folder, and those above it, with mode 0700; one that is there stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OnlyUs | UnixFileMode.UserExecute);
    }
}
