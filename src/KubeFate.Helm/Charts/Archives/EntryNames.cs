using System.Formats.Tar;

namespace KubeFate.Helm.Charts.Archives;

/// <summary>
/// The names in a chart archive. Refused is what leads out of the chart's folder, and what would be another chart on another system: names
/// that stand there twice, or that differ by upper and lower case alone.
/// </summary>
internal sealed class EntryNames
{
    private const int LongestName = 256;

    private readonly Dictionary<string, string> spelling = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> files = new(StringComparer.Ordinal), folders = new(StringComparer.Ordinal);

    /// <summary>The folder at the top; null before the first entry.</summary>
    public string? Root { get; private set; }

    /// <summary>The path below the chart's folder; empty for that folder itself.</summary>
    public string Add(TarEntry entry)
    {
        var isFolder = entry.EntryType == TarEntryType.Directory;
        var parts = Split(entry, isFolder);
        Root ??= parts[0];
        if (parts[0] != Root) throw new InvalidDataException($"it has two folders at its top, {Shown(Root)} and {Shown(parts[0])}");
        if (parts.Length == 1 && !isFolder) throw new InvalidDataException($"it has a file beside the chart's folder: {Shown(parts[0])}");

        for (var length = 1; length < parts.Length; length++) AddFolder(string.Join('/', parts[..length]));
        var path = string.Join('/', parts);
        if (isFolder) AddFolder(path);
        else AddFile(path);
        return path[(parts.Length == 1 ? path.Length : Root.Length + 1)..];
    }

    private static string[] Split(TarEntry entry, bool isFolder)
    {
        var name = entry.Name;
        if (!isFolder && entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            throw new InvalidDataException($"it has an entry that is no plain file: {Shown(name)}");
        if (name.Length == 0) throw new InvalidDataException("it has an entry without a name");
        if (name.Length > LongestName) throw new InvalidDataException($"it has a name longer than {LongestName} characters: {Shown(name)}");
        if (name.Any(char.IsControl)) throw new InvalidDataException($"it has a name with a control character: {Shown(name)}");

        if (name[0] is '/' or '\\' || name.Split('/', '\\').Contains("..", StringComparer.Ordinal) || (name is [_, ':', ..] && char.IsAsciiLetter(name[0])))
            throw new InvalidDataException($"it has an entry that leads out of it: {Shown(name)}");
        // Packed on Windows, where "\" parts folders: helm parts such a name there, and only there (helm@v3.9.4 pkg/chart/loader/archive.go).
        var isWindows = name.Contains('\\');
        if (isFolder) name = name.TrimEnd('/');
        if (isWindows && name.Contains('/')) throw new InvalidDataException($"it has a name with both / and \\: {Shown(name)}");
        var parts = name.Split(isWindows ? '\\' : '/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ".").ToArray();
        if (parts.Length == 0) throw new InvalidDataException($"it has an entry that leads out of it: {Shown(entry.Name)}");
        return parts;
    }

    private void AddFolder(string path)
    {
        if (!folders.Add(path)) return;
        if (files.Contains(path)) throw new InvalidDataException($"{Shown(path)} is a file and a folder in it");
        Spell(path);
    }

    private void AddFile(string path)
    {
        if (!files.Add(path)) throw new InvalidDataException($"it has {Shown(path)} twice");
        if (folders.Contains(path)) throw new InvalidDataException($"{Shown(path)} is a file and a folder in it");
        Spell(path);
    }

    private void Spell(string path)
    {
        if (!spelling.TryAdd(path, path) && spelling[path] != path)
            throw new InvalidDataException($"it has two names that differ by upper and lower case alone: {Shown(spelling[path])} and {Shown(path)}");
    }

    /// <summary>A hostile name must not write the log or the terminal of whoever reads of it.</summary>
    private static string Shown(string name)
    {
        var safe = string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
        return safe.Length > 80 ? safe[..80] + "…" : safe;
    }
}
