using System.Formats.Tar;

namespace KubeFate.Helm.Charts.Archives;

/// <summary>Reads a chart archive in memory, all of it, and trusts nothing that it says. Nothing is unpacked to a disk.</summary>
internal static class ArchiveReader
{
    /// <summary>The wanted files, by their path below the chart's folder, and that folder's name.</summary>
    /// <exception cref="InvalidDataException">It is broken, or has entries that no chart has.</exception>
    /// <exception cref="ArchiveTooLargeException">It is larger than any chart.</exception>
    public static (string Root, IReadOnlyDictionary<string, byte[]> Files) Read(ReadOnlyMemory<byte> archive, Func<string, bool> wanted)
    {
        ArchiveBudget.CheckPacked(archive.Length);
        return Read(archive, wanted, new ArchiveBudget(), depth: 1);
    }

    private static (string Root, IReadOnlyDictionary<string, byte[]> Files) Read(
        ReadOnlyMemory<byte> archive, Func<string, bool> wanted, ArchiveBudget budget, int depth)
    {
        using var guard = new TarGuard(new InflatedStream(archive, budget));
        using var reader = new TarReader(guard);
        var names = new EntryNames();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (Next(reader) is { } entry)
        {
            budget.CountEntry();
            // What git archive writes before the files.
            if (entry.EntryType == TarEntryType.GlobalExtendedAttributes) continue;
            var path = names.Add(entry);
            var isPacked = IsPackedChart(path);
            if (entry.EntryType == TarEntryType.Directory || !(isPacked || wanted(path))) continue;

            var content = Content(entry);
            if (wanted(path)) files[path] = content;
            if (isPacked) ReadPacked(path, content, budget, depth);
        }

        guard.Drain();
        return (names.Root ?? throw new InvalidDataException("it is empty"), files);
    }

    /// <summary>Helm unpacks the charts in a chart too: they are as hostile, and cost the same purse.</summary>
    private static void ReadPacked(string path, byte[] archive, ArchiveBudget budget, int depth)
    {
        if (depth == ArchiveBudget.DepthLimit) throw new InvalidDataException($"it has charts in charts more than {ArchiveBudget.DepthLimit} deep");
        try
        {
            Read(archive, static _ => false, budget, depth + 1);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static bool IsPackedChart(string path) =>
        path.EndsWith(".tgz", StringComparison.Ordinal) && path.Split('/') is [.., "charts", var name] && name[0] is not ('.' or '_');

    private static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry(copyData: false);
        }
        catch (NotSupportedException error)
        {
            // GNU's sparse files and multi-volume archives, which no tool that packs charts writes.
            throw new InvalidDataException($"it has an entry that is no plain file: {error.Message}", error);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException or InvalidOperationException or EndOfStreamException)
        {
            // Numbers that are none, names that cannot be: the reader has a word of its own for each.
            throw new InvalidDataException("it is no sound tar file", error);
        }
    }

    private static byte[] Content(TarEntry entry)
    {
        var content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    }
}
