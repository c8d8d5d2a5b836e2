using System.IO.Compression;

namespace KubeFate.Cli.Support;

/// <summary>
/// The archive as the service sent it, in a file that is gone with this object. It is unpacked as if it came from a stranger: no name leads
/// out of the folder, no entry is a link, none comes twice, and there are limits to their number and size.
/// </summary>
internal sealed class ReceivedBundle : IDisposable
{
    private const int MostEntries = 50_000;
    private const long MostBytes = 4L * 1024 * 1024 * 1024;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    public FileStream Stream { get; } = new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
    });

    public void Unpack(CollectedFolder folder)
    {
        Stream.Position = 0;
        try
        {
            using var zip = new ZipArchive(Stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries) throw new InvalidDataException($"it has {zip.Entries.Count} entries");
            var left = MostBytes;
            foreach (var entry in zip.Entries) left -= Unpack(entry, folder, left);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new CommandFailure(ExitCode.Failure, $"what the service sent cannot be unpacked: {failure.Message}");
        }
    }

    public void Dispose() => Stream.Dispose();

    private static long Unpack(ZipArchiveEntry entry, CollectedFolder folder, long left)
    {
        if (folder.PathOf(entry.FullName) is null) throw new InvalidDataException($"the name \"{entry.FullName}\" leads out of the folder");
        if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType) throw new InvalidDataException($"\"{entry.FullName}\" is a link");
        if (entry.FullName.EndsWith('/')) return 0;
        using var from = entry.Open();
        using var to = folder.Open(entry.FullName);
        var buffer = new byte[81920];
        var written = 0L;
        for (int count; (count = from.Read(buffer)) > 0; written += count)
        {
            // What the archive says of its sizes is not to be trusted.
            if (written + count > left) throw new InvalidDataException($"it is larger than {MostBytes / 1024 / 1024} MB");
            to.Write(buffer, 0, count);
        }

        return written;
    }
}
