using System.Data.Common;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Storage.Dialects;
using LinqToDB.Data;

namespace KubeFate.Service.Storage;

/// <summary>
/// The door to the database: reads and transactions, with every failure as a <see cref="StorageException"/>. Stateless between calls; a
/// lost connection costs the call that met it.
/// </summary>
internal sealed class Database(DatabaseOptions options) : IDisposable
{
    private const int MostDeadlocks = 5;

    private readonly DatabaseDialect _dialect = DatabaseDialect.For(options);

    // Of a class of ours, so that the mapper's assembly is not loaded before the first query that needs it.
    private StorageConnections? _connections;

    /// <summary>Writers of one process queue here when the database takes one at a time, instead of polling for its lock.</summary>
    private readonly SemaphoreSlim? _writers = options.Type == DatabaseType.Sqlite ? new SemaphoreSlim(1) : null;

    private ChangeReader? _changes;

    /// <summary>This process has committed writes in these areas. Called on the writer's way: be quick.</summary>
    public Action<DataAreas>? Committed { get; set; }

    /// <summary>What differs between the three databases.</summary>
    public DatabaseDialect Dialect => _dialect;

    /// <summary>The stamps that every transaction moves on.</summary>
    public ChangeReader Changes => LazyInitializer.EnsureInitialized(ref _changes, _dialect.CreateChangeReader);

    /// <summary>
    /// The first row of a query in plain SQL, or null. Only for what happens at every start and while the service idles: the mapper costs
    /// some 200 ms of CPU and 25 MB when it is first used, and a start must not pay for it. Parameters are named <c>@p0</c>, <c>@p1</c> …
    /// </summary>
    public async Task<T?> ReadRowAsync<T>(string sql, object[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var connection = await _dialect.OpenAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters.Length; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", parameters[i]);
                command.Parameters.Add(parameter);
            }

            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken) ? read(row) : null;
        }
        catch (DbException e)
        {
            throw _dialect.Translate(e);
        }
    }

    /// <summary>Reads, outside any transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<StorageConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = Connect();
            var result = await read(db, cancellationToken);
            return db.Written == DataAreas.None ? result : throw new InvalidOperationException("a write outside a transaction moves no change stamp; use WriteAsync");
        }
        catch (DbException e)
        {
            throw _dialect.Translate(e);
        }
    }

    /// <summary>
    /// Runs one transaction: committed when <paramref name="write"/> returns, rolled back when it throws. Run again from its beginning when
    /// the server ended it over a deadlock. Never call it inside another: on SQLite it would wait for itself.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<StorageConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        if (_writers is not null) await _writers.WaitAsync(cancellationToken);
        try
        {
            for (var deadlocks = 0; ; deadlocks++)
            {
                try
                {
                    return await TryWriteAsync(write, cancellationToken);
                }
                catch (StorageException e) when (deadlocks < MostDeadlocks && e.InnerException is DbException inner && _dialect.IsDeadlock(inner))
                {
                    // One of the two transactions was let through; this one now finds what it left.
                }
            }
        }
        finally
        {
            _writers?.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<StorageConnection, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(async (db, cancel) =>
        {
            await write(db, cancel);
            return true;
        }, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _writers?.Dispose();
        _dialect.Dispose();
    }

    private async Task<T> TryWriteAsync<T>(Func<StorageConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = Connect();
            // Read committed: our updates name the state they expect, so nothing is gained by more, and MySQL's default locks gaps.
            await using var transaction = await db.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);
            var result = await write(db, cancellationToken);
            var areas = db.Written;
            // Last, so that the stamps' rows, which all writers share, are locked for the commit alone.
            if (areas != DataAreas.None) await db.ExecuteAsync(ChangeStamps.Advance(areas), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (areas != DataAreas.None) Committed?.Invoke(areas);
            return result;
        }
        catch (DbException e)
        {
            throw _dialect.Translate(e);
        }
    }

    private StorageConnection Connect() => LazyInitializer.EnsureInitialized(ref _connections, () => new StorageConnections(_dialect)).Create();
}
