using System.Data.Common;
using KubeFate.Client.Users;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Storage;

/// <summary>A user, and whether the session that was asked about was ended by a logout.</summary>
internal sealed record UserWithSession(UserRecord User, bool SessionEnded);

/// <summary>What to change of a user; null stays.</summary>
internal sealed record UserChange
{
    public string? PasswordHash { get; init; }

    public string? Role { get; init; }

    public string? Status { get; init; }

    public string? Email { get; init; }

    /// <summary>Ends the user's sessions, and its lock.</summary>
    public bool EndsSessions { get; init; }
}

/// <summary>The users. Methods that take a <see cref="StorageConnection"/> run inside the caller's transaction.</summary>
internal sealed class UserStore(Database database, TimeProvider time)
{
    private const string Columns = "id, uuid, username, password_hash, role, status, email, failed_logins, locked_until, session_epoch, created_at, updated_at";

    /// <summary>The user of that name; null when there is none.</summary>
    public Task<UserRecord?> FindAsync(string username, CancellationToken cancellationToken) =>
        database.ReadRowAsync($"SELECT {Columns} FROM users WHERE username = @p0", [username], Read, cancellationToken);

    /// <summary>The user with that uuid; null when there is none.</summary>
    public Task<UserRecord?> FindByUuidAsync(string uuid, CancellationToken cancellationToken) =>
        database.ReadRowAsync($"SELECT {Columns} FROM users WHERE uuid = @p0", [uuid], Read, cancellationToken);

    /// <summary>What every request asks: the user of that name, and whether the session still counts.</summary>
    public Task<UserWithSession?> FindWithSessionAsync(string username, string session, CancellationToken cancellationToken) =>
        database.ReadRowAsync(
            $"SELECT {Columns}, (SELECT COUNT(*) FROM revoked_sessions s WHERE s.id = @p1) FROM users WHERE username = @p0", [username, session],
            static row => new UserWithSession(Read(row), row.GetInt64(12) > 0), cancellationToken);

    /// <summary>All users, oldest first.</summary>
    public Task<List<UserRecord>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => db.Users.OrderBy(u => u.Id).ToListAsync(cancel), cancellationToken);

    /// <summary>Writes a new user. <see cref="StorageFailure.Duplicate"/> when the name is taken.</summary>
    public Task<UserRecord> AddAsync(UserRecord user, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) =>
        {
            var now = time.GetUtcNow();
            user = user with { CreatedAt = now, UpdatedAt = now };
            return user with { Id = await db.InsertWithInt64IdentityAsync(user, token: cancel) };
        }, cancellationToken);

    /// <summary>Sets a new password's hash, ends the user's sessions and its lock; false when there is no such user.</summary>
    public Task<bool> SetPasswordHashAsync(string username, string passwordHash, CancellationToken cancellationToken) =>
        database.WriteAsync((db, cancel) =>
            ChangeAsync(db.Users.Where(u => u.Username == username), new UserChange { PasswordHash = passwordHash, EndsSessions = true }, cancel), cancellationToken);

    /// <summary>Keeps the same password under a newer hash, unless it was changed meanwhile.</summary>
    public Task ReplaceHashAsync(UserRecord user, string passwordHash, CancellationToken cancellationToken) =>
        database.WriteAsync((db, cancel) => db.Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash)
            .Set(u => u.PasswordHash, passwordHash).UpdateAsync(cancel), cancellationToken);

    /// <summary>Counts a wrong password, and locks the account until then if a time is given; false when there is no such user.</summary>
    public Task<bool> CountFailureAsync(long id, DateTimeOffset? lockedUntil, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) => await db.Users.Where(u => u.Id == id)
            .Set(u => u.FailedLogins, u => u.FailedLogins + 1)
            .Set(u => u.LockedUntil, lockedUntil)
            .UpdateAsync(cancel) == 1, cancellationToken);

    /// <summary>The right password was given: wrong ones before it no longer count.</summary>
    public Task ForgetFailuresAsync(long id, CancellationToken cancellationToken) =>
        database.WriteAsync((db, cancel) => db.Users.Where(u => u.Id == id)
            .Set(u => u.FailedLogins, 0).Set(u => u.LockedUntil, (DateTimeOffset?)null).UpdateAsync(cancel), cancellationToken);

    /// <summary>Changes what is given, and nothing else: what somebody else changes meanwhile stays. False when there is no such user.</summary>
    public Task<bool> UpdateAsync(StorageConnection db, long id, UserChange change, CancellationToken cancellationToken) =>
        ChangeAsync(db.Users.Where(u => u.Id == id), change, cancellationToken);

    /// <summary>
    /// The admins that may sign in. Their rows are locked to the end of the transaction, so that two admins who delete each other at once
    /// do not both find the other still there.
    /// </summary>
    public static async Task<List<long>> LockAdminsAsync(StorageConnection db, CancellationToken cancellationToken)
    {
        var admins = db.Users.Where(u => u.Role == UserRole.Admin && u.Status == UserStatus.Available);
        await admins.Set(u => u.SessionEpoch, u => u.SessionEpoch).UpdateAsync(cancellationToken);
        return await admins.Select(u => u.Id).ToListAsync(cancellationToken);
    }

    private async Task<bool> ChangeAsync(IQueryable<UserRecord> users, UserChange change, CancellationToken cancellationToken)
    {
        var update = users.Set(u => u.UpdatedAt, time.GetUtcNow());
        if (change.PasswordHash is { } hash) update = update.Set(u => u.PasswordHash, hash);
        if (change.Role is { } role) update = update.Set(u => u.Role, role);
        if (change.Status is { } status) update = update.Set(u => u.Status, status);
        if (change.Email is { } email) update = update.Set(u => u.Email, email);
        if (change.EndsSessions) update = update.Set(u => u.SessionEpoch, u => u.SessionEpoch + 1).Set(u => u.FailedLogins, 0).Set(u => u.LockedUntil, (DateTimeOffset?)null);
        return await update.UpdateAsync(cancellationToken) == 1;
    }

    private static UserRecord Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Uuid = row.GetString(1),
        Username = row.GetString(2),
        PasswordHash = row.GetString(3),
        Role = row.GetString(4),
        Status = row.GetString(5),
        Email = row.GetString(6),
        FailedLogins = row.GetInt32(7),
        LockedUntil = row.IsDBNull(8) ? null : StoredTime.FromNumber(row.GetInt64(8)),
        SessionEpoch = row.GetInt64(9),
        CreatedAt = StoredTime.FromNumber(row.GetInt64(10)),
        UpdatedAt = StoredTime.FromNumber(row.GetInt64(11)),
    };
}
