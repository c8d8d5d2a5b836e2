using System.Text.Json.Nodes;
using KubeFate.Yaml;

namespace KubeFate.Helm.Processes;

/// <summary>Helm's private folders, and one folder a run for what is on its way to helm. Nobody else can read them.</summary>
internal sealed class WorkFolder
{
    private const UnixFileMode OnlyUs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string root;

    public WorkFolder(string root)
    {
        this.root = Path.GetFullPath(root);
    }

    /// <summary>Opens or makes the folder of that name.</summary>
    public string Folder(string name)
    {
        var path = Path.Combine(root, name);
        Make(path);
        return path;
    }

    /// <summary>A new, empty folder; disposing removes it. Folders of processes that died are removed on the way.</summary>
    public RunFolder NewRun()
    {
        var runs = Folder("runs");
        foreach (var old in Directory.EnumerateDirectories(runs)) RemoveIfAbandoned(old);
        var path = Path.Combine(runs, $"{ProcessTable.Self.Replace(':', '-')}-{Guid.NewGuid():N}");
        Make(path);
        return new RunFolder(path);
    }

    /// <summary>A folder's name begins with its maker's process. Where processes cannot be told apart nothing is removed.</summary>
    private static void RemoveIfAbandoned(string path)
    {
        if (!HelmProcesses.CanFindOrphans) return;
        if (Path.GetFileName(path).Split('-') is not [var pid, var ticks, _] || ProcessTable.Runs($"{pid}:{ticks}")) return;
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another run removed it first.
        }
    }

    internal static void Make(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, OnlyUs);
            // A folder that was there before may be open to others.
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OnlyUs) File.SetUnixFileMode(path, OnlyUs);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Explain(path, error);
        }
    }
}

/// <summary>Files of one run; they go with it.</summary>
internal sealed class RunFolder(string path) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>Writes a file that only we can read (0600), in folders as needed, and returns its path.</summary>
    public async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(Path, name);
        WorkFolder.Make(System.IO.Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var writer = new StreamWriter(file, options);
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Explain(file, error);
        }

        return file;
    }

    /// <summary>Writes values for helm, which reads them as YAML, and returns the file's path.</summary>
    public Task<string> WriteValuesAsync(JsonObject values, CancellationToken cancellationToken) => WriteAsync("values.json", YamlSafeJson.Write(values), cancellationToken);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
