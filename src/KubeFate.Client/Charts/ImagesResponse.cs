using System.Text.Json.Serialization;
using KubeFate.Client.Wire;

namespace KubeFate.Client.Charts;

/// <summary>The charts and images that a cluster.yaml needs, as <c>POST /v1/chart/images</c> answers.</summary>
public sealed record ImagesResponse
{
    [JsonPropertyName("charts")]
    public required IReadOnlyList<NeededChart> Charts { get; init; }

    /// <summary>Each once, in the order of their names.</summary>
    [JsonPropertyName("images")]
    public required IReadOnlyList<NeededImage> Images { get; init; }

    /// <summary>Warnings, such as an image without a tag.</summary>
    [JsonPropertyName("problems")]
    public required IReadOnlyList<ProblemResponse> Problems { get; init; }
}

/// <summary>A chart of the catalogue that is needed.</summary>
public sealed record NeededChart
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary><c>sha256:</c> and the archive's digest in hexadecimal.</summary>
    [JsonPropertyName("digest")]
    public required string Digest { get; init; }
}

/// <summary>An image that is needed.</summary>
public sealed record NeededImage
{
    /// <summary>As the pods pull it.</summary>
    [JsonPropertyName("image")]
    public required string Image { get; init; }

    /// <summary>What stands in its place without <c>registry</c>: where a mirror copies it from. Null when that could not be told.</summary>
    [JsonPropertyName("source")]
    public string? Source { get; init; }

    /// <summary>Whose pods pull it, such as <c>StatefulSet/python</c>.</summary>
    [JsonPropertyName("used_by")]
    public required IReadOnlyList<string> UsedBy { get; init; }
}
