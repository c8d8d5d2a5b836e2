using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using KubeFate.Client.Wire;

namespace KubeFate.Client.Clusters;

/// <summary>What an install or update would do, as <c>POST /v1/cluster/render</c> answers: nothing is changed.</summary>
public sealed record RenderResponse
{
    /// <summary>The values that helm would be given; null when the spec is wrong.</summary>
    [JsonPropertyName("values")]
    public JsonObject? Values { get; init; }

    /// <summary>The manifests as YAML documents; null when they cannot be rendered.</summary>
    [JsonPropertyName("manifest")]
    public string? Manifest { get; init; }

    /// <summary>All that is wrong or doubtful: of the spec, and of what is rendered from it.</summary>
    [JsonPropertyName("problems")]
    public required IReadOnlyList<ProblemResponse> Problems { get; init; }
}
