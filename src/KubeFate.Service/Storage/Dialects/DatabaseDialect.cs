using System.Data.Common;
using FluentMigrator.Runner;
using KubeFate.Service.Storage.Changes;
using LinqToDB;

namespace KubeFate.Service.Storage.Dialects;

/// <summary>What differs between the databases, all of it: how to connect, how to migrate alone, and what their errors mean.</summary>
internal abstract class DatabaseDialect : IDisposable
{
    /// <summary>The dialect of the database that the options name.</summary>
    public static DatabaseDialect For(DatabaseOptions options) => options.Type switch
    {
        DatabaseType.MySql => new MySqlDialect(options),
        DatabaseType.Postgres => new PostgresDialect(options),
        _ => new SqliteDialect(options),
    };

    /// <summary>How linq2db reaches the database.</summary>
    public abstract DataOptions Configure(DataOptions options);

    /// <summary>A connection that is not open yet.</summary>
    public abstract DbConnection CreateConnection();

    /// <summary>Makes what must exist before a first connection: the file, its folder, their modes.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>What the driver's failure means to us.</summary>
    public abstract StorageException Translate(DbException failure);

    /// <summary>Whether the server ended the transaction because two waited for each other: run again, it succeeds.</summary>
    public virtual bool IsDeadlock(DbException failure) => false;

    /// <summary>Whether the failure says that a table is missing.</summary>
    public abstract bool IsMissingTable(DbException failure);

    /// <summary>Waits until this process alone may change the tables; disposing the answer lets the next one in. It ends with the process, too.</summary>
    public abstract Task<IAsyncDisposable> LockSchemaAsync(TimeProvider time, CancellationToken cancellationToken);

    /// <summary>Writes the files anew, so that nothing is left in them of what rows held before, where that can be done while others work.</summary>
    public virtual Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>How FluentMigrator reaches the database.</summary>
    public abstract void Configure(IMigrationRunnerBuilder runner);

    /// <summary>How the change stamps are looked at.</summary>
    public virtual ChangeReader CreateChangeReader() => new QueriedChanges(this);

    /// <inheritdoc />
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>An opened connection, or a <see cref="StorageException"/>.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Prepare();
        return OpenAsync(CreateConnection(), cancellationToken);
    }

    /// <summary>Opens the connection, or disposes of it and throws a <see cref="StorageException"/>.</summary>
    protected async Task<DbConnection> OpenAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (e is DbException failure) throw Translate(failure);
            throw;
        }
    }
}
