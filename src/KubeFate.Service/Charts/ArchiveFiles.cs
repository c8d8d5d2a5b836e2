using KubeFate.Service.Hosting;

namespace KubeFate.Service.Charts;

/// <summary>
/// The archives that helm is about to read, as files named by their digest. A cache: what is missing is written from the database again.
/// </summary>
internal sealed class ArchiveFiles(ServiceOptions options, TimeProvider time)
{
    /// <summary>More are kept only while they were used a moment ago.</summary>
    public const int MostFiles = 32;

    private const UnixFileMode OnlyUs = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan InUse = TimeSpan.FromHours(1);

    private string Folder => Path.Combine(options.DataFolder, "archives");

    /// <summary>The file of that digest; null when there is none. It stays for an hour at least.</summary>
    public string? Find(string digest)
    {
        var path = PathOf(digest);
        if (!File.Exists(path)) return null;
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        return path;
    }

    /// <summary>Writes the file and returns its path. Nobody sees half of it, not even after a death.</summary>
    public async Task<string> WriteAsync(string digest, byte[] archive, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder, OnlyUs | UnixFileMode.UserExecute);
        RemoveOld();
        var path = PathOf(digest);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OnlyUs }))
                await file.WriteAsync(archive, cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch (IOException failure)
        {
            throw new ServiceException("disk_full", $"the chart cannot be written to {Folder}: {failure.Message}. Make room there", 500, failure);
        }
        finally
        {
            File.Delete(draft);
        }

        return Find(digest)!;
    }

    private string PathOf(string digest) => Path.Combine(Folder, digest["sha256:".Length..] + ".tgz");

    private void RemoveOld()
    {
        var idle = time.GetUtcNow().UtcDateTime - InUse;
        foreach (var file in new DirectoryInfo(Folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles - 1).Where(file => file.LastWriteTimeUtc < idle))
            file.Delete();
    }
}
