using System.IO.Compression;

namespace KubeFate.Cli.Support;

/// <summary>The archive that is handed on; only its owner may read it.</summary>
internal sealed class PackedBundle(string workingFolder, string shown)
{
    private readonly string path = Path.GetFullPath(Path.Combine(workingFolder, shown));

    /// <summary>As it was given.</summary>
    public string Shown { get; } = shown;

    /// <summary>Before anything is asked or collected in vain.</summary>
    public void MayWrite(CollectedFolder folder)
    {
        if (folder.PathOf(path) is not null) throw new CommandFailure(ExitCode.Usage, $"{Shown} lies in {folder.Shown}, which is removed when it is packed; name another file with --out");
        if (File.Exists(path) || Directory.Exists(path)) throw new CommandFailure(ExitCode.Conflict, $"{Shown} is there already; remove it, or name another file with --out");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new CommandFailure(ExitCode.Usage, $"{Shown}: there is no folder {Path.GetDirectoryName(path)}");
    }

    /// <summary>Writes it whole or not at all.</summary>
    public async Task WriteAsync(CollectedFolder folder, CancellationToken cancellationToken)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(draft, options))
            await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
            {
                foreach (var (name, source) in folder.Files()) await zip.CreateEntryFromFileAsync(source, name, CompressionLevel.Optimal, cancellationToken);
            }

            File.Move(draft, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failure, $"{Shown} cannot be written: {failure.Message}");
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
