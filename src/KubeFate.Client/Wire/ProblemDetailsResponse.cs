using System.Text.Json.Serialization;

namespace KubeFate.Client.Wire;

/// <summary>
/// A failed answer of a route that the original did not have: problem details (RFC 9457) of the type <c>application/problem+json</c>, with
/// <see cref="Error"/>, <see cref="Code"/> and <see cref="Problems"/> as on the other routes.
/// </summary>
public sealed record ProblemDetailsResponse
{
    /// <summary>The status in words, such as <c>Not Found</c>.</summary>
    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("status")]
    public required int Status { get; init; }

    /// <summary>Cause and cure.</summary>
    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    /// <summary>The same as <see cref="Detail"/>, so that one reader serves all routes.</summary>
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    /// <summary>A stable word for programs.</summary>
    [JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonPropertyName("problems"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemResponse>? Problems { get; init; }
}
