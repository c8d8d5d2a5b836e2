using System.Text.Json.Serialization;

namespace KubeFate.Client.Wire;

/// <summary>Every successful /v1 answer: status 200, a message and the data.</summary>
public sealed record Envelope<T>
{
    [JsonPropertyName("data")]
    public required T Data { get; init; }

    [JsonPropertyName("msg")]
    public required string Message { get; init; }

    /// <summary>How many there are in all, when only a part of a list was asked for. Ours: left out otherwise.</summary>
    [JsonPropertyName("total"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Total { get; init; }

    /// <summary>What is wrong behind the data, for those who can do something about it. Ours: left out when nothing is.</summary>
    [JsonPropertyName("problems"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemResponse>? Problems { get; init; }
}

/// <summary>A successful answer without data.</summary>
public sealed record MessageResponse
{
    [JsonPropertyName("msg")]
    public string Message { get; init; } = "";
}

/// <summary>A failed /v1 answer. <see cref="Code"/> and <see cref="Problems"/> are ours; old clients read <see cref="Error"/> alone.</summary>
public sealed record ErrorResponse
{
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    /// <summary>A stable word for programs, such as <c>cluster_exists</c>. Null from the original service.</summary>
    [JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>What is wrong with cluster.yaml, when that is what failed.</summary>
    [JsonPropertyName("problems"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemResponse>? Problems { get; init; }
}

/// <summary>One thing wrong with a cluster.yaml, as the service saw it.</summary>
public sealed record ProblemResponse
{
    /// <summary><c>error</c> or <c>warning</c>.</summary>
    [JsonPropertyName("severity")]
    public required string Severity { get; init; }

    /// <summary>The key path, such as <c>rollsite.nodePort</c>; empty for the whole file.</summary>
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    /// <summary>The line in what was sent, from 1; 0 when unknown.</summary>
    [JsonPropertyName("line")]
    public required int Line { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }
}

/// <summary>A refused sign-in or token: status 401.</summary>
public sealed record AuthenticationErrorResponse
{
    [JsonPropertyName("code")]
    public required int Code { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }
}

/// <summary>The answer of <c>GET /v1/version</c>: flat, not in an envelope.</summary>
public sealed record VersionResponse
{
    [JsonPropertyName("msg")]
    public required string Message { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>True when the service runs on the simulated Kubernetes; left out otherwise.</summary>
    [JsonPropertyName("simulated"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Simulated { get; init; }
}
