using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Support;

/// <summary>The folder that is collected into. Only its owner may read it.</summary>
internal sealed class CollectedFolder(string workingFolder, string shown)
{
    private const string Default = "./kubefate-supportbundle";

    // Written by us at the very beginning: only a folder that holds it is ever packed, and removed.
    private const string Mark = "client/facts.json";

    private readonly string root = Path.GetFullPath(Path.Combine(workingFolder, shown));

    /// <summary>As it was given.</summary>
    public string Shown { get; } = shown;

    public bool IsDefault => Shown == Default;

    public string Root => root;

    /// <summary>Makes it; refuses one that holds something.</summary>
    public void Create()
    {
        if (File.Exists(root)) throw new CommandFailure(ExitCode.Conflict, $"{Shown} is a file; name a folder with --dir");
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new CommandFailure(ExitCode.Conflict, $"{Shown} is there already and holds files; pack it, remove it, or name another folder with --dir");
        Guard(() =>
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(root);
            else Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        });
    }

    public void MustBeCollected()
    {
        if (!Directory.Exists(root)) throw new CommandFailure(ExitCode.NotFound, $"there is no folder {Shown}; kubefate supportbundle collect makes it");
        if (!File.Exists(Path.Combine(root, Mark)))
            throw new CommandFailure(ExitCode.Usage, $"{Shown} was not made by kubefate supportbundle collect, so it is not packed: packing removes the folder");
    }

    /// <summary>Where a file of the folder lies; null for a name that leads out of it, or is none.</summary>
    public string? PathOf(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal)) return null;
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    public void Write(string name, string text) => Guard(() =>
    {
        using var writer = new StreamWriter(Open(name));
        writer.Write(text);
    });

    /// <summary>A new file. The caller disposes it.</summary>
    public FileStream Open(string name)
    {
        var path = PathOf(name) ?? throw new InvalidDataException($"the name \"{name}\" leads out of the folder");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>All files by their names in the folder. What a link points to is not part of it.</summary>
    public IReadOnlyList<(string Name, string Path)> Files() =>
    [
        .. from path in Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
           orderby path
           select (Path.GetRelativePath(root, path).Replace('\\', '/'), path),
    ];

    /// <summary>What the service could not get, each with its reason.</summary>
    public IReadOnlyList<string> ReportMissing()
    {
        var manifest = Path.Combine(root, "manifest.json");
        if (!File.Exists(manifest)) return [];
        try
        {
            var failures = JsonNode.Parse(File.ReadAllText(manifest))?["failures"] as JsonArray ?? [];
            return [.. failures.OfType<JsonObject>().Select(failure => $"{failure["file"]}: {failure["reason"]}")];
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return ["manifest.json: it cannot be read"];
        }
    }

    public void Remove() => Guard(() => Directory.Delete(root, recursive: true));

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failure, $"{Shown}: {failure.Message}");
        }
    }
}
