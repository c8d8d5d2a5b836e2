using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Identity;

namespace KubeFate.Service.Users;

/// <summary>Checks a name and a password. An unknown name costs as much time as a wrong password.</summary>
internal sealed class SignIn(UserStore users, PasswordHasher<string> hasher, TokenIssuer tokens)
{
    private readonly Lazy<string> nobody = new(() => hasher.HashPassword("", Guid.NewGuid().ToString()));

    /// <summary>A token, or null when the name or the password is wrong (which of them is not told).</summary>
    public async Task<LoginResponse?> TryAsync(string? name, string? password, CancellationToken cancellationToken)
    {
        var user = name is null ? null : await users.FindAsync(name, cancellationToken);
        var verified = hasher.VerifyHashedPassword(name ?? "", user?.PasswordHash ?? nobody.Value, password ?? "");
        if (user is null || verified == PasswordVerificationResult.Failed) return null;
        var (token, expire) = tokens.Issue(user.Username);
        return new LoginResponse { Code = 200, Expire = expire, Token = token };
    }
}
