using KubeFate.Service.Storage;
using LinqToDB;
using LinqToDB.Mapping;

namespace KubeFate.Service.Users.Sessions;

/// <summary>A session that was ended before its tokens expired.</summary>
[Table("revoked_sessions", IsColumnAttributeRequired = false)]
internal sealed record RevokedSessionRecord
{
    [PrimaryKey]
    public required string Id { get; init; }

    /// <summary>When its last token will have expired: then the row has done its work.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The sessions that were ended by a logout.</summary>
internal sealed class SessionStore(Database database, TimeProvider time)
{
    /// <summary>Notes that a session ended. Twice is once.</summary>
    public async Task AddAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync((db, cancel) => db.InsertAsync(new RevokedSessionRecord { Id = id, ExpiresAt = expiresAt }, token: cancel), cancellationToken);
        }
        catch (StorageException failure) when (failure.Code == StorageFailure.Duplicate)
        {
            // Two logouts at once: the session has ended.
        }
    }

    /// <summary>Removes what is no longer needed; the answer is how many.</summary>
    public Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync((db, cancel) => db.GetTable<RevokedSessionRecord>().Where(s => s.ExpiresAt < now).DeleteAsync(cancel), cancellationToken);
    }
}
