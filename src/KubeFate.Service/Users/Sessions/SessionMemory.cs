using System.Security.Claims;
using KubeFate.Service.Storage.Changes;

namespace KubeFate.Service.Users.Sessions;

/// <summary>A token that was checked: whose it is, what it may do, and when it expires.</summary>
internal sealed record KnownToken(ClaimsPrincipal Principal, Caller Caller, DateTimeOffset ExpiresAt);

/// <summary>
/// Remembers the tokens that were found good, so that not every request checks a signature and asks the database. A token is forgotten when it
/// expires, and with the next request after any user, token or session was changed, on whatever replica.
/// </summary>
internal sealed class SessionMemory(TimeProvider time)
{
    // A token has some 200 characters: many more than the users of a service have.
    private const int MostCharacters = 512 * 1024;

    private readonly ChangeMemory<string, KnownToken> tokens = new(MostCharacters, time);

    /// <summary>The token as it was found, if that still holds at these stamps; null: look anew.</summary>
    public KnownToken? Find(string token, ChangeStamps now) => tokens.TryFind(token, now, out var known) && known.ExpiresAt > time.GetUtcNow() ? known : null;

    /// <summary>Remembers a token that was looked up after the stamps were read.</summary>
    public void Keep(string token, KnownToken known, ChangeStamps seen) => tokens.Keep(token, known, DataAreas.Users, seen, token.Length);
}
