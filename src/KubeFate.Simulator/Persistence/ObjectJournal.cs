using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Persistence;

/// <summary>
/// Keeps the store on disk: every change is one appended line, written before the change is seen by anyone, so that a killed process loses
/// nothing that it told (a crash of the machine may lose the last moments: lines are not flushed to the disk one by one). A last line that
/// was torn is dropped. When dead lines outgrow the living objects, the journal is written anew and put in place by a rename.
/// </summary>
internal sealed class ObjectJournal : IDisposable
{
    private const long SmallestCompaction = 8 * 1024 * 1024;

    // Names nothing; carries the latest revision, which no living object need have.
    private static readonly ObjectKey Marker = new(
        new ResourceType { Group = "", Version = "", Plural = "-", Singular = "-", Kind = "-", Namespaced = false }, "", "");

    private readonly ArrayBufferWriter<byte> line = new(4096);
    private readonly FileStream folderLock;
    private readonly string path;
    private readonly ObjectStore store;
    private FileStream file;
    private long compactAt;

    private ObjectJournal(FileStream folderLock, string path, ObjectStore store)
    {
        (this.folderLock, this.path, this.store) = (folderLock, path, store);
        file = Compact();
        store.Recorder += Record;
    }

    /// <summary>Restores the store from the folder and keeps it there from now on.</summary>
    /// <exception cref="IOException">Another process holds the folder, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The journal is broken in the middle.</exception>
    public static ObjectJournal Open(string folder, ObjectStore store, ServedTypes types)
    {
        var folderLock = DataFolderLock.Take(folder);
        try
        {
            var path = Path.Combine(folder, "objects.journal");
            if (File.Exists(path)) Restore(JournalReader.Read(path), store, types);
            return new(folderLock, path, store);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        store.Recorder -= Record;
        file.Flush(flushToDisk: true);
        file.Dispose();
        folderLock.Dispose();
    }

    // Definitions come first, because the objects of their kinds are only known through them.
    private static void Restore(IReadOnlyList<JournalLine> lines, ObjectStore store, ServedTypes types)
    {
        var last = new Dictionary<(string, string, string, string, string), JournalLine>();
        foreach (var line in lines) last[line.Identity] = line;
        var living = last.Values.Where(line => line.Object is not null).ToList();
        foreach (var line in living.Where(line => line.Plural == ResourceCatalog.CustomResourceDefinitions.Plural))
            CustomTypes.Serve(types, line.Object!);
        foreach (var line in living)
        {
            if (line.Key(types) is { } key) store.Restore(key, line.Object!);
        }

        if (lines.Count > 0) store.RestoreRevision(lines.Max(line => line.Revision));
    }

    private void Record(ObjectChange change, ReadOnlyMemory<byte> json)
    {
        line.ResetWrittenCount();
        JournalLine.Write(line, change.Key, change.Revision, change.Kind == ChangeKind.Deleted ? [] : json.Span);
        if (file.Length >= compactAt) TryCompact();
        Append(line.WrittenSpan);
    }

    private void TryCompact()
    {
        try
        {
            var old = file;
            file = Compact();
            old.Dispose();
        }
        catch (IOException)
        {
            // No room for a second file: the old one grows on, and sweeping is tried again later.
            compactAt = file.Length + SmallestCompaction;
        }
    }

    // On a full disk half a line may have been written: it goes, so that the next one does not continue it, and the change is refused.
    private void Append(ReadOnlySpan<byte> text)
    {
        var end = file.Length;
        try
        {
            file.Write(text);
        }
        catch (IOException)
        {
            file.SetLength(end);
            file.Seek(0, SeekOrigin.End);
            throw;
        }
    }

    private FileStream Compact()
    {
        var fresh = path + ".new";
        try
        {
            compactAt = Math.Max(SmallestCompaction, WriteAll(fresh) * 4);
            File.Move(fresh, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(fresh);
            throw;
        }

        // Unbuffered: each line is with the operating system before the change is answered.
        var journal = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        journal.Seek(0, SeekOrigin.End);
        return journal;
    }

    private long WriteAll(string target)
    {
        using var output = PrivateFiles.Create(target, FileMode.Create, FileShare.Read);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        JournalLine.Write(buffer, Marker, store.Revision, []);
        output.Write(buffer.WrittenSpan);
        foreach (var (key, item) in store.All())
        {
            buffer.ResetWrittenCount();
            JournalLine.Write(buffer, key, ObjectMeta.Revision(item), JsonSerializer.SerializeToUtf8Bytes<JsonNode>(item, JsonText.Options));
            output.Write(buffer.WrittenSpan);
        }

        output.Flush(flushToDisk: true);
        return output.Length;
    }
}
