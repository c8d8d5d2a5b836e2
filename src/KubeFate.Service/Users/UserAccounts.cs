using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using KubeFate.Service.Users.Tokens;
using LinqToDB;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace KubeFate.Service.Users;

/// <summary>Makes, changes and removes users. One admin who may sign in is always left.</summary>
internal sealed class UserAccounts(Database database, UserStore users, PasswordHasher<string> hasher, SignIn signIn, SessionChanges changes)
{
    /// <summary>Makes a user; an operator unless the request says otherwise.</summary>
    public async Task<UserRecord> CreateAsync(UserRequest request, CancellationToken cancellationToken)
    {
        var name = UserRules.CheckUsername(request.Username);
        var user = new UserRecord
        {
            Uuid = Guid.NewGuid().ToString(),
            Username = name,
            PasswordHash = hasher.HashPassword(name, UserRules.CheckPassword(request.Password, name)),
            Role = UserRules.CheckRole(request.Role ?? UserRole.Operator),
            Status = UserRules.CheckStatus(request.UserStatus ?? UserStatus.Available),
            Email = UserRules.CheckEmail(request.Email ?? ""),
            CreatedAt = default,
            UpdatedAt = default,
        };
        try
        {
            return await users.AddAsync(user, cancellationToken);
        }
        catch (StorageException failure) when (failure.Code == StorageFailure.Duplicate)
        {
            throw new ServiceException("user_exists", "User is existed.", StatusCodes.Status409Conflict, failure); // the original's words
        }
    }

    /// <summary>
    /// Changes what the request holds. A new password ends the user's sessions, and so does disabling it, or they would live again when it is
    /// enabled; enabling also ends a lock.
    /// </summary>
    public async Task UpdateAsync(UserRecord user, UserRequest request, CancellationToken cancellationToken)
    {
        if (request.Username is { } name && name != user.Username) throw UserRules.Invalid("username cannot be changed; make a new user");
        var change = new UserChange
        {
            Role = request.Role is { } role ? UserRules.CheckRole(role) : null,
            Status = request.UserStatus is { } status ? UserRules.CheckStatus(status) : null,
            Email = request.Email is { } email ? UserRules.CheckEmail(email) : null,
            PasswordHash = request.Password is { } password ? hasher.HashPassword(user.Username, UserRules.CheckPassword(password, user.Username)) : null,
        };
        change = change with { EndsSessions = change.PasswordHash is not null || (change.Status ?? user.Status) != user.Status };
        await database.WriteAsync(async (db, cancel) =>
        {
            if (change.Role is not (null or UserRole.Admin) || change.Status == UserStatus.Deprecate) await KeepAnAdminAsync(db, user, cancel);
            if (!await users.UpdateAsync(db, user.Id, change, cancel)) throw ServiceException.NotFound("user_missing");
        }, cancellationToken);
        changes.Raise(user.Id);
    }

    /// <summary>Removes the user with its tokens. Its name in jobs and in the audit log stays.</summary>
    public async Task DeleteAsync(UserRecord user, CancellationToken cancellationToken)
    {
        await database.WriteAsync(async (db, cancel) =>
        {
            await KeepAnAdminAsync(db, user, cancel);
            await AccessTokenStore.DeleteOfAsync(db, user.Id, cancel);
            if (await db.Users.Where(u => u.Id == user.Id).DeleteAsync(cancel) != 1) throw ServiceException.NotFound("user_missing");
        }, cancellationToken);
        changes.Raise(user.Id);
    }

    /// <summary>Changes the caller's own password; the old one is asked for, and counts like a sign-in: a found session must not serve to guess it.</summary>
    public async Task ChangePasswordAsync(Caller caller, PasswordRequest request, CancellationToken cancellationToken)
    {
        var name = caller.User.Username;
        caller.RequireSession("change the password");
        var changed = UserRules.CheckPassword(request.NewPassword, name, "new_password");
        var outcome = await signIn.TryAsync(name, request.OldPassword ?? "", cancellationToken);
        if (outcome.Login is null) throw new ServiceException("password_wrong", $"old_password is refused: {outcome.Reason}", StatusCodes.Status400BadRequest);
        await users.SetPasswordHashAsync(name, hasher.HashPassword(name, changed), cancellationToken);
        changes.Raise(caller.User.Id);
    }

    private static async Task KeepAnAdminAsync(StorageConnection db, UserRecord leaving, CancellationToken cancellationToken)
    {
        var admins = await UserStore.LockAdminsAsync(db, cancellationToken);
        if (admins.Contains(leaving.Id) && admins.Count == 1)
        {
            throw new ServiceException("last_admin", $"{leaving.Username} is the last admin; make another user admin first, or nobody could keep users any more",
                StatusCodes.Status409Conflict);
        }
    }
}
