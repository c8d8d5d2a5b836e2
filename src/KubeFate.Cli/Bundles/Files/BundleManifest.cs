using System.Text.Json.Serialization;

namespace KubeFate.Cli.Bundles.Files;

/// <summary>What a bundle holds: <c>manifest.json</c>, its first file.</summary>
internal sealed record BundleManifest
{
    /// <summary>What this program writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 1;

    [JsonPropertyName("format")]
    public required int Format { get; init; }

    [JsonPropertyName("charts")]
    public required IReadOnlyList<BundledChart> Charts { get; init; }

    [JsonPropertyName("specs")]
    public required IReadOnlyList<BundledSpec> Specs { get; init; }

    [JsonPropertyName("images")]
    public required IReadOnlyList<BundledImage> Images { get; init; }

    /// <summary>Every file but this one.</summary>
    [JsonPropertyName("files")]
    public required IReadOnlyList<BundledFile> Files { get; init; }
}

/// <summary>A chart archive in the bundle.</summary>
internal sealed record BundledChart
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary><c>sha256:</c> and hexadecimal, as the catalogue has it.</summary>
    [JsonPropertyName("digest")]
    public required string Digest { get; init; }

    [JsonPropertyName("file")]
    public required string File { get; init; }
}

/// <summary>A cluster.yaml in the bundle.</summary>
internal sealed record BundledSpec
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("namespace")]
    public required string Namespace { get; init; }

    [JsonPropertyName("file")]
    public required string File { get; init; }
}

/// <summary>An image that the bundle's clusters pull; the bundle names it, and does not hold it.</summary>
internal sealed record BundledImage
{
    /// <summary>As the pods pull it.</summary>
    [JsonPropertyName("image")]
    public required string Image { get; init; }

    /// <summary>Where it is copied from; null when that could not be told.</summary>
    [JsonPropertyName("source")]
    public string? Source { get; init; }
}

/// <summary>A file of the bundle.</summary>
internal sealed record BundledFile
{
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    [JsonPropertyName("size")]
    public required long Size { get; init; }

    /// <summary>In hexadecimal.</summary>
    [JsonPropertyName("sha256")]
    public required string Sha256 { get; init; }
}
