using LinqToDB.Mapping;

namespace KubeFate.Service.Users.Tokens;

/// <summary>A personal access token as stored: not the token, only its hash.</summary>
[Table("access_tokens", IsColumnAttributeRequired = false)]
internal sealed record AccessTokenRecord
{
    [PrimaryKey, Identity]
    public long Id { get; init; }

    public required string Uuid { get; init; }

    public required long UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>A role below the owner's; null: the owner's.</summary>
    public string? Role { get; init; }

    /// <summary>SHA-256 of the token in hex. The token is 256 random bits: a slow hash would add nothing.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
