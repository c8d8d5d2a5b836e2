using System.Text.Json.Serialization;

namespace KubeFate.Client.Users;

/// <summary>The body of <c>POST /v1/user/login</c>.</summary>
public sealed record LoginRequest
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }
}

/// <summary>A token and when it expires: flat, not in an envelope.</summary>
public sealed record LoginResponse
{
    [JsonPropertyName("code")]
    public required int Code { get; init; }

    /// <summary>RFC 3339.</summary>
    [JsonPropertyName("expire")]
    public required DateTimeOffset Expire { get; init; }

    [JsonPropertyName("token")]
    public required string Token { get; init; }
}
