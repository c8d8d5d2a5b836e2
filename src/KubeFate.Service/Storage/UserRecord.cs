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

    /// <summary>A word of <see cref="Client.Users.UserRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>A word of <see cref="Client.Users.UserStatus"/>.</summary>
    public required string Status { get; init; }

    public string Email { get; init; } = "";

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedLogins { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Counts up whenever all sessions of the user must end; a session holds the number it began with.</summary>
    public long SessionEpoch { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
