using System.Text.Json.Serialization;

namespace KubeFate.Client.Tokens;

/// <summary>The body of <c>POST /v1/token</c>.</summary>
public sealed record TokenRequest
{
    /// <summary>What it is for; shown in lists.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Days from now; null: it does not expire.</summary>
    [JsonPropertyName("expires_in_days"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExpiresInDays { get; init; }

    /// <summary>A role below the owner's own; null: the owner's.</summary>
    [JsonPropertyName("role"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }
}

/// <summary>A personal access token, for automation: it is sent as a bearer token like any other.</summary>
public sealed record TokenResponse
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("username")]
    public required string Username { get; init; }

    [JsonPropertyName("role")]
    public required string Role { get; init; }

    /// <summary>The token itself, once: in the answer that made it.</summary>
    [JsonPropertyName("token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: it does not expire.</summary>
    [JsonPropertyName("expires_at")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null: never used. Kept to the minute.</summary>
    [JsonPropertyName("last_used_at")]
    public DateTimeOffset? LastUsedAt { get; init; }
}
