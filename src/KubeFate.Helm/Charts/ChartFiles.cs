using System.Formats.Tar;
using System.IO.Compression;

namespace KubeFate.Helm.Charts;

/// <summary>Reads files at the top of a chart, archive or folder, without unpacking anything and within bounds.</summary>
internal static class ChartFiles
{
    /// <summary>Helm 4 reads no larger file of a chart, and no larger chart.</summary>
    private const long FileLimit = 5 * 1024 * 1024, ChartLimit = 100 * 1024 * 1024;

    private const int EntryLimit = 10_000;

    /// <summary>The text of those of the named files that are there.</summary>
    /// <exception cref="InvalidDataException">The archive is broken, too large, or has entries that no chart has.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string chart, string[] names, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(chart)) return await ReadArchiveAsync(chart, names, cancellationToken);

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in names.Select(name => new FileInfo(Path.Combine(chart, name))).Where(file => file.Exists))
        {
            if (file.Length > FileLimit) throw new InvalidDataException($"{file.Name} is larger than {FileLimit / 1024 / 1024} MiB");
            texts[file.Name] = await File.ReadAllTextAsync(file.FullName, cancellationToken);
        }

        return texts;
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadArchiveAsync(
        string chart, string[] names, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(chart);
        await using var content = new BoundedStream(new GZipStream(file, CompressionMode.Decompress), ChartLimit);
        await using var archive = new TarReader(content);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = 0; await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry; count++)
        {
            if (count == EntryLimit) throw new InvalidDataException($"it has more than {EntryLimit} files");
            var path = Check(entry);
            // The first folder is the chart's own, whatever its name.
            if (path is not [_, var name] || !names.Contains(name, StringComparer.Ordinal)) continue;
            if (entry.Length > FileLimit) throw new InvalidDataException($"{name} is larger than {FileLimit / 1024 / 1024} MiB");
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            texts[name] = await reader.ReadToEndAsync(cancellationToken);
        }

        return texts;
    }

    /// <summary>
    /// The entry's path in parts. Links, devices and paths that lead out of the folder are in no honest chart, and helm refuses them.
    /// </summary>
    private static string[] Check(TarEntry entry)
    {
        var isPlain = entry.EntryType
            is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes;
        var parts = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ".").ToArray();
        if (!isPlain || entry.Name.StartsWith('/') || entry.Name.Contains('\\') || parts.Contains("..", StringComparer.Ordinal))
            throw new InvalidDataException($"it has an entry that leads out of it or is no plain file: {entry.Name}");
        return parts;
    }
}
