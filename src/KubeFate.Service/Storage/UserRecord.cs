using LinqToDB.Mapping;

namespace KubeFate.Service.Storage;

/// <summary>A user as stored.</summary>
[Table("users", IsColumnAttributeRequired = false)]
internal sealed record UserRecord
{
    [PrimaryKey, Identity]
    public long Id { get; init; }

    public required string Uuid { get; init; }

    /// <summary>Unique; upper and lower case differ.</summary>
    public required string Username { get; init; }

    /// <summary>Never leaves the service.</summary>
    public required string PasswordHash { get; init; }

    public required string Role { get; init; }

    public required string Status { get; init; }

    public string Email { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
