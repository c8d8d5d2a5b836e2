using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KubeFate.Cli.Bundles.Files;

/// <summary>
/// An air-gap bundle in memory: what it holds, and its files by their paths. It may have been made by anybody: reading believes nothing,
/// unpacks nothing to a disk, and has limits.
/// </summary>
internal sealed partial record Bundle(BundleManifest Manifest, IReadOnlyDictionary<string, byte[]> Files)
{
    public const string ManifestFile = "manifest.json";

    // The service takes charts of 10 MiB; a federation has some tens of parties.
    private const int MostFiles = 1000, MostFileBytes = 16 * 1024 * 1024, MostBytes = 256 * 1024 * 1024;

    /// <summary>A bundle of these files; the manifest's list of them is made here.</summary>
    public static Bundle Of(BundleManifest manifest, IReadOnlyDictionary<string, byte[]> files) => new(
        manifest with
        {
            Files = [.. files.OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => new BundledFile { Path = file.Key, Size = file.Value.Length, Sha256 = Sha256(file.Value) })],
        },
        files);

    /// <summary>Writes it; the same content makes the same bytes. Charts are packed already, and what a compressor makes of the rest differs from machine to machine.</summary>
    public void Write(Stream stream)
    {
        using var gzip = new GZipStream(stream, CompressionLevel.NoCompression, leaveOpen: true);
        var manifest = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Manifest, BundleJson.Default.BundleManifest) + "\n");
        TarBlocks.Write(gzip, Manifest.Files.Select(file => (file.Path, Files[file.Path])).Prepend((ManifestFile, manifest)));
    }

    /// <summary>Reads a whole bundle and checks its digests.</summary>
    /// <exception cref="InvalidDataException">It is no bundle, or not the one that was written; the message names every file that is wrong.</exception>
    public static Bundle Read(Stream stream)
    {
        using var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        var files = ReadFiles(gzip);
        if (!files.Remove(ManifestFile, out var text)) throw new InvalidDataException($"it has no {ManifestFile}");
        var manifest = ReadManifest(text);
        var faults = BundleCheck.Faults(manifest, files);
        return faults.Count == 0 ? new Bundle(manifest, files) : throw new InvalidDataException(string.Join("; ", faults));
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static Dictionary<string, byte[]> ReadFiles(Stream stream)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var total = 0L;
        while (TarBlocks.ReadHeader(stream) is var (path, size))
        {
            if (!Name().IsMatch(path)) throw new InvalidDataException("it has a file that no bundle has: " + Shown(path));
            if (files.Count == MostFiles || size > MostFileBytes || (total += size) > MostBytes)
                throw new InvalidDataException($"it is larger than any bundle: {MostFiles} files, {MostFileBytes >> 20} MiB each and {MostBytes >> 20} MiB in all are read");
            var content = new byte[size];
            stream.ReadExactly(content);
            TarBlocks.SkipPadding(stream, size);
            if (!files.TryAdd(path, content)) throw new InvalidDataException($"it has {path} twice");
        }

        return files;
    }

    private static BundleManifest ReadManifest(byte[] text)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(text, BundleJson.Default.BundleManifest) ?? throw new JsonException("it is null");
            return manifest.Format == BundleManifest.CurrentFormat ? manifest : throw new InvalidDataException($"its format {manifest.Format} is not known here; use the kubefate that made it, or a newer one");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"its {ManifestFile} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>A hostile name must not write the terminal of whoever reads of it.</summary>
    private static string Shown(string name) => string.Concat(name.Take(80).Select(letter => letter is < ' ' or > '~' ? '?' : letter));

    // A whole list of what there can be: no name can lead anywhere.
    [GeneratedRegex(@"\A(?:manifest\.json|images\.txt|skopeo-sync\.yaml|charts/[A-Za-z0-9][A-Za-z0-9._+-]*\.tgz|specs/[a-z0-9-]+/[a-z0-9-]+\.yaml)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
