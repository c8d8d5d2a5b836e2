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

    private readonly UnwrittenGuesses unwritten = new();

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
        var user = IsName(name) ? await users.FindAsync(name, cancellationToken) : null;
        var verified = hasher.VerifyHashedPassword(name, user?.PasswordHash ?? decoy, password);
        if (FindLock(user) is { } until) return Refused($"locked until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        if (user is null || verified == PasswordVerificationResult.Failed)
        {
            await CountAsync(user, cancellationToken);
            return Refused(user is null ? "unknown user" : "wrong password");
        }

        if (user.Status != UserStatus.Available) return Refused("disabled user");
        await NoteAsync(user, verified == PasswordVerificationResult.SuccessRehashNeeded ? password : null, cancellationToken);
        return new SignInOutcome(tokens.Issue(user.Username, Session.Begin(user, time.GetUtcNow())), "");
    }

    // A control character is in no name, and PostgreSQL refuses a zero with an error of its own: that would tell such a name from another.
    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.Any(char.IsControl);

    private DateTimeOffset? FindLock(UserRecord? user)
    {
        if (user is null) return null;
        var (table, memory, now) = (user.LockedUntil, unwritten.LockedUntil(user.Id), time.GetUtcNow());
        return memory > now && !(table > memory) ? memory : table > now ? table : null;
    }

    // A database that can be read and not written, such as on a full disk, must not tell a right password from a wrong one: none of them fails.
    private async Task NoteAsync(UserRecord user, string? newlyHashed, CancellationToken cancellationToken)
    {
        unwritten.Forget(user.Id);
        try
        {
            if (newlyHashed is not null) await users.ReplaceHashAsync(user, hasher.HashPassword(user.Username, newlyHashed), cancellationToken);
            if (user.FailedLogins > 0) await users.ForgetFailuresAsync(user.Id, cancellationToken);
        }
        catch (StorageException failure)
        {
            UserLog.SignInNotNoted(logger, failure.Message);
        }
    }

    // For an unknown name the same statement runs and meets no row.
    private async Task CountAsync(UserRecord? user, CancellationToken cancellationToken)
    {
        var failures = (user?.FailedLogins ?? 0) + (user is null ? 0 : unwritten.Count(user.Id)) + 1;
        var until = LockOut.After(failures) is { } length ? time.GetUtcNow() + length : (DateTimeOffset?)null;
        try
        {
            if (await users.CountFailureAsync(user?.Id ?? 0, until, cancellationToken) && until is not null)
                UserLog.Locked(logger, user!.Username, until.Value, failures);
        }
        catch (StorageException failure)
        {
            if (user is not null) unwritten.Add(user.Id, until);
            UserLog.SignInNotNoted(logger, failure.Message);
        }
    }

    private static SignInOutcome Refused(string reason) => new(null, reason);
}
