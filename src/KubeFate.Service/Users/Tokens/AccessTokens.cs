using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KubeFate.Client.Tokens;
using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Users.Tokens;

/// <summary>A personal access token that is good: whose it is, and until when that may be remembered: till it expires, or its next use is to be noted.</summary>
internal sealed record FoundToken(Caller Caller, DateTimeOffset Until);

/// <summary>Makes and recognises personal access tokens: for programs, which should not hold a password.</summary>
internal sealed class AccessTokens(AccessTokenStore store, TimeProvider time, ILogger<AccessTokens> logger)
{
    /// <summary>What every token begins with, so that a scanner of files and logs finds one that was lost.</summary>
    public const string Prefix = "kft_";

    private const int LongestName = 64;
    private const int MostDays = 3650;

    /// <summary>Makes a token for the caller. The answer alone holds it.</summary>
    public async Task<TokenResponse> CreateAsync(Caller caller, TokenRequest request, CancellationToken cancellationToken)
    {
        caller.RequireSession("make another");
        var (name, role) = (CheckName(request.Name), CheckRole(request.Role, caller.User.Role));
        if (request.ExpiresInDays is < 1 or > MostDays) throw Invalid($"expires_in_days is {request.ExpiresInDays}, not a number from 1 to {MostDays}");
        var now = time.GetUtcNow();
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var token = new AccessTokenRecord
        {
            Uuid = Guid.NewGuid().ToString(),
            UserId = caller.User.Id,
            Name = name,
            Role = role,
            Hash = Hash(secret),
            CreatedAt = now,
            ExpiresAt = request.ExpiresInDays is { } days ? now.AddDays(days) : null,
        };
        await store.AddAsync(token, cancellationToken);
        return TokenMapping.ToResponse(new OwnedToken(token, caller.User)) with { Token = secret };
    }

    /// <summary>Whose token it is, with what it may do and how long; null when it is unknown, revoked or expired, or its owner may not sign in.</summary>
    public async Task<FoundToken?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await store.FindByHashAsync(Hash(secret), cancellationToken) is not { } found) return null;
        if (found.Token.ExpiresAt <= now || found.Owner.Status != UserStatus.Available) return null;
        var (used, isNoted) = (found.Token.LastUsedAt ?? DateTimeOffset.MinValue, false);
        if (used <= now.AddMinutes(-1)) isNoted = await KeepLastUseAsync(found.Token, now, cancellationToken);
        var nextUse = (isNoted ? now : used).AddMinutes(1);
        return new FoundToken(new Caller(found.Owner, TokenMapping.RoleOf(found), Session: null, found.Token), found.Token.ExpiresAt < nextUse ? found.Token.ExpiresAt.Value : nextUse);
    }

    // The call goes on without it: a database that can be read but not written still serves reads.
    private async Task<bool> KeepLastUseAsync(AccessTokenRecord token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await store.SetLastUsedAsync(token.Id, now, cancellationToken);
            return true;
        }
        catch (StorageException failure)
        {
            UserLog.LastUseNotKept(logger, token.Uuid, failure.Message);
            return false;
        }
    }

    private static string CheckName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw Invalid("name is missing; say what the token is for, such as nightly-backup");
        return name.Length <= LongestName && !name.Any(char.IsControl) ? name : throw Invalid($"name has more than {LongestName} characters, or a control character");
    }

    private static string? CheckRole(string? role, string owners)
    {
        if (role is null) return null;
        if (Roles.Rank(role) < 0) throw Invalid($"role is \"{role}\", not one of {string.Join(", ", Roles.All)}");
        return Roles.Rank(role) <= Roles.Rank(owners) ? role : throw Invalid($"role is {role}, and yours is {owners}; a token may do no more than its owner");
    }

    private static ServiceException Invalid(string message) => new("request_invalid", message, StatusCodes.Status400BadRequest);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
