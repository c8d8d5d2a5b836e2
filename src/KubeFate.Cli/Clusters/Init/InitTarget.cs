namespace KubeFate.Cli.Clusters.Init;

/// <summary>Where the file goes: a path, or <c>-</c> for stdout.</summary>
internal sealed class InitTarget(string workingFolder, string given)
{
    private readonly string path = Path.Combine(workingFolder, given);
    private bool overwrite;

    /// <summary>As it was given, for messages.</summary>
    public string Shown => IsOut ? "cluster.yaml" : given;

    public bool IsOut => given == "-";

    /// <summary>Refuses what cannot be written, and a file that is there unless it is meant.</summary>
    public void MayWrite(bool force, Asker ask)
    {
        if (IsOut) return;
        if (Directory.Exists(path)) throw new CommandFailure(ExitCode.Usage, $"{given} is a folder; name the file, such as {Path.Combine(given, "cluster.yaml")}");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new CommandFailure(ExitCode.Usage, $"{given}: there is no folder {folder}");
        overwrite = force;
        if (!File.Exists(path) || force) return;
        overwrite = ask.YesOrNo(given: null, $"{given} is there already; write over it", offered: false);
        if (!overwrite) throw new CommandFailure(ExitCode.Conflict, $"{given} is there already and was not touched; --force writes over it, --file names another");
    }

    /// <summary>Writes the whole file or nothing. It holds no secret: who may read the folder may read it (mode 0644).</summary>
    public void Write(string text, TextWriter output)
    {
        if (IsOut)
        {
            output.Write(text);
            return;
        }

        var draft = $"{path}.{Environment.ProcessId}";
        try
        {
            File.WriteAllText(draft, text);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            File.Move(draft, path, overwrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new CommandFailure(ExitCode.Failure, $"{given} cannot be written: {failure.Message}");
        }
    }
}
