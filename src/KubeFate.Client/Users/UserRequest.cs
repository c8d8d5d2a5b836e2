using System.Text.Json.Serialization;

namespace KubeFate.Client.Users;

/// <summary>The body of <c>POST /v1/user</c> and, each part left out that should stay, of <c>PUT /v1/user/{id}</c>.</summary>
public sealed record UserRequest
{
    [JsonPropertyName("username"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Username { get; init; }

    [JsonPropertyName("password"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Password { get; init; }

    [JsonPropertyName("email"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Email { get; init; }

    /// <summary>A word of <see cref="UserRole"/>. Default <c>operator</c> for a new user. Ours.</summary>
    [JsonPropertyName("role"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    /// <summary>A word of <see cref="Users.UserStatus"/>.</summary>
    [JsonPropertyName("userStatus"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserStatus { get; init; }
}

/// <summary>The body of <c>PUT /v1/user/me/password</c>.</summary>
public sealed record PasswordRequest
{
    [JsonPropertyName("old_password")]
    public string? OldPassword { get; init; }

    [JsonPropertyName("new_password")]
    public string? NewPassword { get; init; }
}
