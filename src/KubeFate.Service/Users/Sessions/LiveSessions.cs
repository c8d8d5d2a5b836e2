using System.Globalization;
using System.Security.Claims;
using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KubeFate.Service.Users.Sessions;

/// <summary>Tells whether a token's session still lives, renews it and ends it.</summary>
internal sealed class LiveSessions(UserStore users, SessionStore ended, TokenIssuer tokens, SessionChanges changes, TimeProvider time)
{
    /// <summary>
    /// Whose session it is, with the role of this moment; null when it ended: by a logout, with a new password, or because the user was
    /// disabled or deleted. One look at the database.
    /// </summary>
    public async Task<Caller?> FindAsync(ClaimsPrincipal token, CancellationToken cancellationToken)
    {
        if (token.FindFirstValue(TokenIssuer.NameClaim) is not { } name || Read(token) is not { } session) return null;
        var found = await users.FindWithSessionAsync(name, session.Id, cancellationToken);
        return found is { SessionEnded: false, User: { Status: UserStatus.Available } user } && session.BelongsTo(user) ? new Caller(user, user.Role, session) : null;
    }

    /// <summary>A new token for the same session; null when the session is too old to be renewed.</summary>
    public LoginResponse? Renew(Caller caller, Session session) =>
        tokens.EndOf(session) > time.GetUtcNow() ? tokens.Issue(caller.User.Username, session) : null;

    /// <summary>Ends the session: from now on all its tokens are refused.</summary>
    public async Task EndAsync(Caller caller, Session session, CancellationToken cancellationToken)
    {
        await ended.AddAsync(session.Id, tokens.EndOf(session), cancellationToken);
        changes.Raise(caller.User.Id);
    }

    private static Session? Read(ClaimsPrincipal token) =>
        token.FindFirstValue(JwtRegisteredClaimNames.Jti) is { } id
        && long.TryParse(token.FindFirstValue(TokenIssuer.SignedInClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new Session(id, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
