using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Users.Tokens;

/// <summary>A token with its owner.</summary>
internal sealed record OwnedToken(AccessTokenRecord Token, UserRecord Owner);

/// <summary>The personal access tokens.</summary>
internal sealed class AccessTokenStore(Database database)
{
    /// <summary>The token with that hash, and its owner; null when there is none.</summary>
    public Task<OwnedToken?> FindByHashAsync(string hash, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => Owned(db).FirstOrDefaultAsync(owned => owned.Token.Hash == hash, cancel), cancellationToken);

    /// <summary>The token with that uuid, and its owner; null when there is none.</summary>
    public Task<OwnedToken?> FindAsync(string uuid, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => Owned(db).FirstOrDefaultAsync(owned => owned.Token.Uuid == uuid, cancel), cancellationToken);

    /// <summary>The tokens of a user, or of all, oldest first.</summary>
    public Task<List<OwnedToken>> ListAsync(long? userId, CancellationToken cancellationToken) =>
        database.ReadAsync((db, cancel) => Owned(db).Where(owned => userId == null || owned.Token.UserId == userId).OrderBy(owned => owned.Token.Id).ToListAsync(cancel), cancellationToken);

    public Task AddAsync(AccessTokenRecord token, CancellationToken cancellationToken) =>
        database.WriteAsync((db, cancel) => db.InsertAsync(token, token: cancel), cancellationToken);

    /// <summary>Removes the token; false when it was gone.</summary>
    public Task<bool> DeleteAsync(long id, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) => await Tokens(db).Where(t => t.Id == id).DeleteAsync(cancel) == 1, cancellationToken);

    /// <summary>Removes all tokens of a user, in the transaction that removes the user.</summary>
    public static Task DeleteOfAsync(StorageConnection db, long userId, CancellationToken cancellationToken) =>
        Tokens(db).Where(t => t.UserId == userId).DeleteAsync(cancellationToken);

    /// <summary>Notes a use, unless one was noted in the minute before.</summary>
    public Task SetLastUsedAsync(long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var minuteAgo = now.AddMinutes(-1);
        return database.WriteAsync((db, cancel) => Tokens(db).Where(t => t.Id == id && (t.LastUsedAt == null || t.LastUsedAt <= minuteAgo))
            .Set(t => t.LastUsedAt, (DateTimeOffset?)now).UpdateAsync(cancel), cancellationToken);
    }

    private static ITable<AccessTokenRecord> Tokens(StorageConnection db) => db.GetTable<AccessTokenRecord>();

    private static IQueryable<OwnedToken> Owned(StorageConnection db) =>
        from token in Tokens(db)
        join owner in db.Users on token.UserId equals owner.Id
        select new OwnedToken(token, owner);
}
