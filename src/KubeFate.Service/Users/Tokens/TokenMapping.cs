using KubeFate.Client.Tokens;

namespace KubeFate.Service.Users.Tokens;

/// <summary>Tokens as /v1 shows them.</summary>
internal static class TokenMapping
{
    public static TokenResponse ToResponse(OwnedToken owned) => new()
    {
        Uuid = owned.Token.Uuid,
        Name = owned.Token.Name,
        Username = owned.Owner.Username,
        Role = RoleOf(owned),
        CreatedAt = owned.Token.CreatedAt,
        ExpiresAt = owned.Token.ExpiresAt,
        LastUsedAt = owned.Token.LastUsedAt,
    };

    /// <summary>What the token may do now: its own role, and never more than its owner's.</summary>
    public static string RoleOf(OwnedToken owned) => owned.Token.Role is { } role ? Roles.Lower(role, owned.Owner.Role) : owned.Owner.Role;
}
