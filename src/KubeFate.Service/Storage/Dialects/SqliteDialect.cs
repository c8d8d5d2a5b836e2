using System.Data.Common;
using FluentMigrator.Runner;
using KubeFate.Service.Storage.Changes;
using LinqToDB;
using LinqToDB.DataProvider.SQLite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KubeFate.Service.Storage.Dialects;

/// <summary>SQLite: one file, readers beside one writer (write-ahead log), every commit on the disk before it is acknowledged.</summary>
internal sealed class SqliteDialect(DatabaseOptions options) : DatabaseDialect
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _file = Path.GetFullPath(options.SqliteFile);
    private bool _prepared;

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = _file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        DefaultTimeout = 10,
    }.ConnectionString;

    public override DataOptions Configure(DataOptions options) =>
        options.UseConnectionFactory(SQLiteTools.GetDataProvider(SQLiteProvider.Microsoft), _ =>
        {
            Prepare();
            return CreateConnection();
        });

    public override DbConnection CreateConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        // The driver itself polls a busy database every 150 ms; SQLite's own wait is finer, so it comes first.
        connection.StateChange += static (sender, change) =>
        {
            if (change.CurrentState == System.Data.ConnectionState.Open) raw.sqlite3_busy_timeout(((SqliteConnection)sender).Handle, 5000);
        };
        return connection;
    }

    /// <summary>
    /// The file is made by us with mode 0600 before SQLite opens it: SQLite gives its -wal and -shm files the same mode, and it holds
    /// password hashes and the signing key.
    /// </summary>
    public override void Prepare()
    {
        if (_prepared) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!, OwnerOnly | UnixFileMode.UserExecute);
            using (new FileStream(_file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = OwnerOnly }))
            {
            }

            using var connection = new SqliteConnection(ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL"; // kept in the file; a no-op when it is set
            command.ExecuteNonQuery();
        }
        catch (DbException e)
        {
            throw Translate(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFailure.Unreachable, $"the database {_file} cannot be opened: {e.Message}", false, e);
        }

        _prepared = true;
    }

    public override StorageException Translate(DbException failure)
    {
        var e = (SqliteException)failure;
        return e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Make(StorageFailure.Locked, "is locked by another program; try again, or end that program", true),
            raw.SQLITE_FULL => Make(StorageFailure.Full, "cannot grow: the disk is full; make room and try again", false),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Make(StorageFailure.Corrupt, "is damaged, or is not a SQLite database; restore it from a backup, or move it away to start empty", false),
            raw.SQLITE_CANTOPEN => Make(StorageFailure.Unreachable, "cannot be opened; check that its folder exists and is writable", false),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => Make(StorageFailure.Unreachable, "cannot be written; check the owner and the mode of the file and its folder", false),
            raw.SQLITE_CONSTRAINT when e.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY =>
                new StorageException(StorageFailure.Duplicate, "a record with that key exists already", false, e),
            raw.SQLITE_IOERR => Make(StorageFailure.Other, $"cannot be read or written: {e.Message}; check the disk", true),
            _ => Make(StorageFailure.Other, $"refused: {e.Message}", false),
        };

        StorageException Make(StorageFailure code, string what, bool isTransient) => new(code, $"the database {_file} {what}", isTransient, e);
    }

    public override ChangeReader CreateChangeReader() => new SqliteChanges(
        () =>
        {
            Prepare();
            return new SqliteConnection(ConnectionString + ";Pooling=False");
        }, Translate);

    public override bool IsMissingTable(DbException failure) => failure.Message.Contains("no such table", StringComparison.Ordinal);

    public override async Task<IAsyncDisposable> LockSchemaAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        // A lock on a file of its own: it falls with the process, and FluentMigrator can still open the database on its own connection.
        while (true)
        {
            try
            {
                return new FileStream(_file + ".migrate", new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = OwnerOnly,
                });
            }
            catch (IOException e) when (e.HResult is 11 or 13)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            }
        }
    }

    public override async Task ForgetAsync(CancellationToken cancellationToken)
    {
        // What a row held before lies on in free pages and in the log until both are written anew.
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            foreach (var statement in (string[])["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"])
            {
                await using var command = connection.CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (SqliteException)
        {
            // Another program reads it, or the disk is nearly full: the pages are used again in time.
        }
    }

    public override void Configure(IMigrationRunnerBuilder runner) =>
        runner.AddSQLite().WithGlobalConnectionString(ConnectionString);

    public override void Dispose()
    {
        // A pooled connection keeps the file open; the next owner of the folder should find it closed and the log folded in.
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        base.Dispose();
    }
}
