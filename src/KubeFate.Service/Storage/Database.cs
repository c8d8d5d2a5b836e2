using System.Data.Common;
using KubeFate.Service.Storage.Dialects;
using LinqToDB;
using LinqToDB.Interceptors;

namespace KubeFate.Service.Storage;

/// <summary>
/// The door to the database: reads and transactions, with every failure as a <see cref="StorageException"/>. Stateless between calls; a
/// lost connection costs the call that met it.
/// </summary>
internal sealed class Database(DatabaseOptions options) : IDisposable
{
    private readonly DatabaseDialect _dialect = DatabaseDialect.For(options);
    private readonly Lazy<DataOptions> _options = new(() =>
    {
        var dialect = DatabaseDialect.For(options);
        return dialect.Configure(new DataOptions().UseMappingSchema(StorageMapping.Schema).UseInterceptor(new Translator(dialect)));
    });

    /// <summary>Writers of one process queue here when the database takes one at a time, instead of polling for its lock.</summary>
    private readonly SemaphoreSlim? _writers = options.Type == DatabaseType.Sqlite ? new SemaphoreSlim(1) : null;

    /// <summary>What differs between the three databases.</summary>
    public DatabaseDialect Dialect => _dialect;

    /// <summary>Reads, outside any transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<StorageConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = new StorageConnection(_options.Value);
            return await read(db, cancellationToken);
        }
        catch (DbException e)
        {
            throw _dialect.Translate(e);
        }
    }

    /// <summary>Runs one transaction: committed when <paramref name="write"/> returns, rolled back when it throws. Never call it inside another.</summary>
    public async Task<T> WriteAsync<T>(Func<StorageConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        if (_writers is not null) await _writers.WaitAsync(cancellationToken);
        try
        {
            await using var db = new StorageConnection(_options.Value);
            // Read committed: our updates name the state they expect, so nothing is gained by more, and MySQL's default locks gaps.
            await using var transaction = await db.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);
            var result = await write(db, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (DbException e)
        {
            throw _dialect.Translate(e);
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
        _writers?.Dispose();
        _dialect.Dispose();
    }

    /// <summary>Translates at the statement, so that a transaction can tell which of its rows was there already.</summary>
    private sealed class Translator(DatabaseDialect dialect) : IExceptionInterceptor
    {
        public void ProcessException(ExceptionEventData eventData, Exception exception)
        {
            if (exception is DbException failure) throw dialect.Translate(failure);
        }
    }
}
