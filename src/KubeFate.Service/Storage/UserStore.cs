using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Storage;

/// <summary>The users.</summary>
internal sealed class UserStore(Database database, TimeProvider time)
{
    /// <summary>The user of that name; null when there is none.</summary>
    public Task<UserRecord?> FindAsync(string username, CancellationToken cancellationToken) =>
        database.ReadRowAsync(
            "SELECT id, uuid, username, password_hash, role, status, email, created_at, updated_at FROM users WHERE username = @p0", [username],
            static row => new UserRecord
            {
                Id = row.GetInt64(0),
                Uuid = row.GetString(1),
                Username = row.GetString(2),
                PasswordHash = row.GetString(3),
                Role = row.GetString(4),
                Status = row.GetString(5),
                Email = row.GetString(6),
                CreatedAt = StoredTime.FromNumber(row.GetInt64(7)),
                UpdatedAt = StoredTime.FromNumber(row.GetInt64(8)),
            }, cancellationToken);

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

    /// <summary>Sets the password's hash; false when there is no such user.</summary>
    public Task<bool> SetPasswordHashAsync(string username, string passwordHash, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) =>
            await db.Users.Where(u => u.Username == username)
                .Set(u => u.PasswordHash, passwordHash)
                .Set(u => u.UpdatedAt, time.GetUtcNow())
                .UpdateAsync(cancel) == 1, cancellationToken);
}
