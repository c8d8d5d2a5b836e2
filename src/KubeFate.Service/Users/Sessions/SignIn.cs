using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Users.Sessions;

/// <summary>How a sign-in ended. The reason is for the log and the audit, never for whoever tried.</summary>
internal sealed record SignInOutcome(LoginResponse? Login, string Reason);

/// <summary>
/// Checks a name and a password. An unknown name, a locked and a disabled account cost as much time as a wrong password and are answered
/// alike, so that nobody learns which names there are.
/// </summary>
internal sealed class SignIn(UserStore users, PasswordHasher<string> hasher, TokenIssuer tokens, TimeProvider time, ILogger<SignIn> logger)
{
    private const int LongestName = 255;

    private readonly Lazy<string> nobody = new(() => hasher.HashPassword("", Guid.NewGuid().ToString()));

    // One guess at a time for an account in this process: many at once would all be made before the first is counted.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1))];

    /// <summary>A token, or why not.</summary>
    public async Task<SignInOutcome> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var gate = gates[(uint)name.GetHashCode(StringComparison.Ordinal) % gates.Length];
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await TryAloneAsync(name, password, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<SignInOutcome> TryAloneAsync(string name, string password, CancellationToken cancellationToken)
    {
        // Made by whoever signs in first, known or not: otherwise the first unknown name would take twice the time.
        var decoy = nobody.Value;
        var user = name.Length is 0 or > LongestName ? null : await users.FindAsync(name, cancellationToken);
        var verified = hasher.VerifyHashedPassword(name, user?.PasswordHash ?? decoy, password);
        if (user?.LockedUntil > time.GetUtcNow()) return Refused($"locked until {user.LockedUntil:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        if (user is null || verified == PasswordVerificationResult.Failed)
        {
            await CountAsync(user, cancellationToken);
            return Refused(user is null ? "unknown user" : "wrong password");
        }

        if (user.Status != UserStatus.Available) return Refused("disabled user");
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
            await users.ReplaceHashAsync(user, hasher.HashPassword(name, password), cancellationToken);
        if (user.FailedLogins > 0) await users.ForgetFailuresAsync(user.Id, cancellationToken);
        return new SignInOutcome(tokens.Issue(user.Username, Session.Begin(user, time.GetUtcNow())), "");
    }

    // For an unknown name the same statement runs and meets no row.
    private async Task CountAsync(UserRecord? user, CancellationToken cancellationToken)
    {
        var failures = (user?.FailedLogins ?? 0) + 1;
        var until = LockOut.After(failures) is { } length ? time.GetUtcNow() + length : (DateTimeOffset?)null;
        if (await users.CountFailureAsync(user?.Id ?? 0, until, cancellationToken) && until is not null)
            UserLog.Locked(logger, user!.Username, until.Value, failures);
    }

    private static SignInOutcome Refused(string reason) => new(null, reason);
}
