using System.Text.Json.Serialization;

namespace KubeFate.Client.Users;

/// <summary>A user as /v1 shows it. Neither hash nor salt ever leaves the service.</summary>
public sealed record UserResponse
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("username")]
    public required string Username { get; init; }

    [JsonPropertyName("email"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Email { get; init; }

    /// <summary>A word of <see cref="Users.UserStatus"/>.</summary>
    [JsonPropertyName("userStatus")]
    public required string UserStatus { get; init; }

    /// <summary>A word of <see cref="UserRole"/>. Ours; null from the original service.</summary>
    [JsonPropertyName("role"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    [JsonPropertyName("ID")]
    public long Id { get; init; }

    [JsonPropertyName("CreatedAt")]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("UpdatedAt")]
    public DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("DeletedAt")]
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>What a user may do. Each may do what the one before it may.</summary>
public static class UserRole
{
    /// <summary>Sees clusters, jobs, charts, logs and namespaces.</summary>
    public const string Viewer = "viewer";

    /// <summary>Installs, updates and deletes clusters, stops jobs.</summary>
    public const string Operator = "operator";

    /// <summary>Keeps users and charts, reads the audit log.</summary>
    public const string Admin = "admin";

    /// <summary>All of them, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];
}

/// <summary>The closed set of a user's <c>userStatus</c>: the original's words.</summary>
public static class UserStatus
{
    public const string Available = "Available";

    /// <summary>May not sign in.</summary>
    public const string Deprecate = "Deprecate";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Available, Deprecate];
}
