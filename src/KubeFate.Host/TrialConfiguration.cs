namespace KubeFate.Host;

/// <summary>
/// The command's configuration for a trial. The command, which knows where it belongs and what is in it, hands it over in the environment;
/// it is written when the service listens, so that one that cannot start has changed nothing.
/// </summary>
internal sealed record TrialConfiguration(string Path, string Text, string Note)
{
    private const string FileVariable = "KUBEFATE_TRIAL_FILE", TextVariable = "KUBEFATE_TRIAL_TEXT", NoteVariable = "KUBEFATE_TRIAL_NOTE";

    /// <summary>What the command handed over, taken out of the environment: children need not know it. Null when it is not the command that started us.</summary>
    public static TrialConfiguration? Take() =>
        (Take(FileVariable), Take(TextVariable), Take(NoteVariable)) is ({ } path, { } text, { } note) ? new TrialConfiguration(path, text, note) : null;

    /// <summary>Writes the file, whole and for its owner only, and says where it is.</summary>
    public void Write()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var draft = $"{Path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.Write(Text);
        File.Move(draft, Path, overwrite: true);
        Console.Error.WriteLine(Note);
    }

    private static string? Take(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, null);
        return value;
    }
}
