using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using KubeFate.Service.Users.Tokens;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Users.Streams;

/// <summary>Asks the database about the callers of many streams at once.</summary>
internal sealed class StreamStore(Database database)
{
    // Fewer than the parameters that any of the databases takes in a statement.
    private const int Batch = 500;

    /// <summary>The streams whose caller may not go on, each with the reason.</summary>
    public async Task<IReadOnlyList<(LiveStream Stream, string Reason)>> FindEndedAsync(IReadOnlyList<LiveStream> streams, CancellationToken cancellationToken)
    {
        var ended = new List<(LiveStream, string)>();
        foreach (var batch in streams.Chunk(Batch))
        {
            var state = await database.ReadAsync((db, cancel) => ReadAsync(db, batch, cancel), cancellationToken);
            ended.AddRange(from stream in batch let reason = state.Judge(stream.Caller) where reason is not null select (stream, reason));
        }

        return ended;
    }

    private static async Task<State> ReadAsync(StorageConnection db, LiveStream[] streams, CancellationToken cancellationToken)
    {
        var owners = streams.Select(stream => stream.Caller.User.Id).Distinct().ToArray();
        var sessions = streams.Select(stream => stream.Caller.Session?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var tokens = streams.Select(stream => stream.Caller.Token?.Id).OfType<long>().Distinct().ToArray();
        return new State(
            await db.Users.Where(user => owners.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancellationToken),
            sessions.Length == 0 ? [] : [.. await db.GetTable<RevokedSessionRecord>().Where(session => sessions.Contains(session.Id)).Select(session => session.Id).ToListAsync(cancellationToken)],
            tokens.Length == 0 ? [] : [.. await db.GetTable<AccessTokenRecord>().Where(token => tokens.Contains(token.Id)).Select(token => token.Id).ToListAsync(cancellationToken)]);
    }

    private sealed record State(Dictionary<long, UserRecord> Users, HashSet<string> EndedSessions, HashSet<long> Tokens)
    {
        public string? Judge(Caller caller)
        {
            if (!Users.TryGetValue(caller.User.Id, out var user)) return "the user was deleted";
            if (user.Status != UserStatus.Available) return "the user was disabled";
            if (caller.Token is { } token && !Tokens.Contains(token.Id)) return "the personal access token was revoked";
            if (caller.Session is { } session && (EndedSessions.Contains(session.Id) || !session.BelongsTo(user))) return "the session ended";
            // What a higher role was shown is not shown on to a lower one; a client that comes back gets what the role allows.
            return Roles.Rank(user.Role) < Roles.Rank(caller.Role) ? "the user's role was lowered" : null;
        }
    }
}
