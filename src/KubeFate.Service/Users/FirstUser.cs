using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Users;

/// <summary>
/// The user of <c>FATECLOUD_USER_USERNAME</c> and <c>FATECLOUD_USER_PASSWORD</c>. Made once: whoever deletes it does not find it back after
/// the next start, unless no admin is left. A later change of the variable sets the new password (operators rotate the Secret that way),
/// but a password that its owner changed since is left alone.
/// </summary>
internal sealed class FirstUser(UserStore users, SettingStore settings, PasswordHasher<string> hasher, ServiceOptions options, SessionChanges changes, ILogger<FirstUser> logger)
{
    private string Setting => "seeded-password-hash:" + options.UserName;

    /// <summary>Makes the user when there is none. Costs one look when there is.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await users.FindAsync(options.UserName, cancellationToken) is not null) return;
        if (options.UserPassword is null)
        {
            if ((await users.ListAsync(cancellationToken)).Count == 0) HostingLog.NoUser(logger);
            return;
        }

        if (await settings.FindAsync(Setting, cancellationToken) is not null && await HasAdminAsync(cancellationToken)) return;
        var hash = hasher.HashPassword(options.UserName, options.UserPassword);
        try
        {
            await users.AddAsync(New(hash), cancellationToken);
        }
        catch (StorageException failure) when (failure.Code == StorageFailure.Duplicate)
        {
            return; // Another replica was first.
        }

        await settings.SetAsync(Setting, hash, cancellationToken);
    }

    /// <summary>Takes over a changed variable. It hashes, so it runs after the service has begun to listen.</summary>
    public async Task FollowVariableAsync(CancellationToken cancellationToken)
    {
        if (options.UserPassword is null || await settings.FindAsync(Setting, cancellationToken) is not { } seeded) return;
        if (hasher.VerifyHashedPassword(options.UserName, seeded, options.UserPassword) != PasswordVerificationResult.Failed) return;

        var hash = hasher.HashPassword(options.UserName, options.UserPassword);
        if (!await users.SetPasswordHashAsync(options.UserName, hash, cancellationToken)) return; // it was deleted
        if (await users.FindAsync(options.UserName, cancellationToken) is { } user) changes.Raise(user.Id);
        await settings.SetAsync(Setting, hash, cancellationToken);
        HostingLog.PasswordFollowed(logger, options.UserName);
    }

    private async Task<bool> HasAdminAsync(CancellationToken cancellationToken) =>
        (await users.ListAsync(cancellationToken)).Any(user => user is { Role: UserRole.Admin, Status: UserStatus.Available });

    private UserRecord New(string hash) => new()
    {
        Uuid = Guid.NewGuid().ToString(),
        Username = options.UserName,
        PasswordHash = hash,
        Role = UserRole.Admin,
        Status = UserStatus.Available,
        CreatedAt = default,
        UpdatedAt = default,
    };
}
