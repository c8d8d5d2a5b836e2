using System.Text;
using KubeFate.Helm.Charts.Archives;

namespace KubeFate.Helm.Charts;

/// <summary>The files of a chart, archive or folder, that say what it is; read in place and within bounds.</summary>
internal sealed class ChartFiles
{
    public const string Chart = "Chart.yaml", Values = "values.yaml", Template = "values-template.yaml", Example = "values-template-example.yaml";

    private const string Templates = "templates/";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly IReadOnlyDictionary<string, byte[]> files;

    private ChartFiles(string root, IReadOnlyDictionary<string, byte[]> files) => (Root, this.files) = (root, files);

    /// <summary>The name of the chart's folder.</summary>
    public string Root { get; }

    /// <summary>The files under templates/, by path, in its order.</summary>
    public IReadOnlyList<ChartTemplate> TemplateFiles =>
        [.. files.Where(file => file.Key.StartsWith(Templates, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new ChartTemplate(file.Key, file.Value))];

    /// <exception cref="InvalidDataException">The archive is broken, or has entries that no chart has.</exception>
    public static ChartFiles Read(ReadOnlyMemory<byte> archive)
    {
        var (root, files) = ArchiveReader.Read(archive, IsWanted);
        return new ChartFiles(root, files);
    }

    /// <exception cref="InvalidDataException">The archive is broken, too large, or has entries that no chart has.</exception>
    public static async Task<ChartFiles> ReadAsync(string chart, CancellationToken cancellationToken)
    {
        if (Directory.Exists(chart)) return new ChartFiles(Path.GetFileName(chart), await ReadFolderAsync(chart, cancellationToken));
        ArchiveBudget.CheckPacked(new FileInfo(chart).Length);
        return Read(await File.ReadAllBytesAsync(chart, cancellationToken));
    }

    /// <summary>The text of that file; null when the chart has none.</summary>
    public string? Text(string name)
    {
        if (!files.TryGetValue(name, out var content)) return null;
        try
        {
            var text = Strict.GetString(content);
            if (text.Contains('\0', StringComparison.Ordinal)) throw new InvalidDataException($"its {name} is no text: it has null bytes");
            return text.TrimStart('\ufeff');
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"its {name} is no UTF-8 text", error);
        }
    }

    private static bool IsWanted(string path) =>
        path is Chart or Values or Template or Example || path.StartsWith(Templates, StringComparison.Ordinal);

    private static async Task<IReadOnlyDictionary<string, byte[]>> ReadFolderAsync(string chart, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(chart).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(chart, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (!IsWanted(path)) continue;
            ArchiveBudget.CheckFile(path, file.Length);
            files[path] = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        }

        return files;
    }
}
