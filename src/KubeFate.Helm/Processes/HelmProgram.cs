namespace KubeFate.Helm.Processes;

/// <summary>Finds the helm command as a shell would: by its path, or by its name in the folders of PATH.</summary>
internal static class HelmProgram
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// The full path; a failure ends with the cure. Not left to Process.Start, which also looks beside our own program and in the current
    /// folder.
    /// </summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.HelmMissing"/>.</exception>
    public static string Find(string program, string cure)
    {
        var isPath = program.Contains(Path.DirectorySeparatorChar);
        var candidates = isPath ? [Path.GetFullPath(program)] : OnPath(program).ToList();
        var present = candidates.Where(File.Exists).ToList();
        if (present.Find(IsExecutable) is { } found) return found;

        throw new HelmException(HelmFailure.HelmMissing, present switch
        {
            [var file, ..] => $"{file} is not executable: give it the permission (chmod +x), or {cure}",
            _ when isPath => $"there is no helm command at {program}: {cure}",
            _ => $"there is no command {program} on PATH: {cure}",
        });
    }

    private static IEnumerable<string> OnPath(string program)
    {
        var folders = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(folder, program);
            if (OperatingSystem.IsWindows()) yield return Path.Combine(folder, program + ".exe");
        }
    }

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}
