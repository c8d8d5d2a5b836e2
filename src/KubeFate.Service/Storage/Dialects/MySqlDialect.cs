using System.Data.Common;
using FluentMigrator.Runner;
using LinqToDB;
using LinqToDB.DataProvider.MySql;
using MySqlConnector;

namespace KubeFate.Service.Storage.Dialects;

/// <summary>MySQL 8 and MariaDB.</summary>
internal sealed class MySqlDialect(DatabaseOptions options) : DatabaseDialect
{
    private readonly string _where = $"{options.Host}:{options.Port ?? 3306}/{options.Name}";

    private string ConnectionString { get; } = new MySqlConnectionStringBuilder
    {
        Server = options.Host,
        Port = (uint)(options.Port ?? 3306),
        Database = options.Name,
        UserID = options.Username,
        Password = options.Password,
        CharacterSet = "utf8mb4",
        ConnectionTimeout = 5,
        // A row that a dead connection still holds costs a try, not the 50 s of innodb_lock_wait_timeout.
        DefaultCommandTimeout = 8,
        MaximumPoolSize = 20,
        // The number of rows an update met, not changed: a conditional update that changes nothing has still found its row.
        UseAffectedRows = false,
    }.ConnectionString;

    // The dialect of MySQL 5.7 is what MySQL 8 and MariaDB have in common; we need nothing newer.
    public override DataOptions Configure(DataOptions options) =>
        options.UseConnectionFactory(MySqlTools.GetDataProvider(MySqlVersion.MySql57, MySqlProvider.MySqlConnector), _ => CreateConnection());

    public override DbConnection CreateConnection() => new MySqlConnection(ConnectionString);

    public override StorageException Translate(DbException failure)
    {
        var e = (MySqlException)failure;
        return e.ErrorCode switch
        {
            MySqlErrorCode.DuplicateKeyEntry => new(StorageFailure.Duplicate, "a record with that key exists already", false, e),
            MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout => Make(StorageFailure.Locked, "is busy with another transaction; try again", true),
            MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull => Make(StorageFailure.Full, "cannot grow: its disk is full; make room and try again", false),
            MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied =>
                Make(StorageFailure.Unreachable, "refuses us; check FATECLOUD_DB_USERNAME and FATECLOUD_DB_PASSWORD and the user's rights", false),
            MySqlErrorCode.UnknownDatabase => Make(StorageFailure.Unreachable, "does not exist; create it, or set FATECLOUD_DB_NAME", false),
            MySqlErrorCode.CrashedOnUsage or MySqlErrorCode.CrashedOnRepair => Make(StorageFailure.Corrupt, "says that a table is damaged; restore it from a backup", false),
            _ when e.IsTransient || IsUnreachable(e) =>
                Make(StorageFailure.Unreachable, $"cannot be reached ({e.Message}); check that it runs, and FATECLOUD_DB_HOST and FATECLOUD_DB_PORT", true),
            _ => Make(StorageFailure.Other, $"refused: {e.Message}", false),
        };

        StorageException Make(StorageFailure code, string what, bool isTransient) => new(code, $"the MySQL database {_where} {what}", isTransient, e);
    }

    public override bool IsDeadlock(DbException failure) => failure is MySqlException { ErrorCode: MySqlErrorCode.LockDeadlock };

    public override bool IsMissingTable(DbException failure) => failure is MySqlException { ErrorCode: MySqlErrorCode.NoSuchTable };

    public override async Task<IAsyncDisposable> LockSchemaAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        // Not from the pool: a pooled connection is reset, and gives its lock back, only when somebody next takes it from the pool.
        var connection = await OpenAsync(new MySqlConnection(ConnectionString + ";Pooling=false"), cancellationToken);
        // Named locks belong to the whole server, not to a database: the name has both. It falls with the connection.
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "SELECT GET_LOCK(CONCAT('kubefate.', DATABASE()), 3600)";
        try
        {
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (DbException e)
        {
            await connection.DisposeAsync();
            throw Translate(e);
        }

        return connection;
    }

    public override void Configure(IMigrationRunnerBuilder runner) => runner.AddMySql8().WithGlobalConnectionString(ConnectionString);

    // A server that goes away in the middle is a socket failure without a number of its own, or one of the driver's.
    private static bool IsUnreachable(MySqlException e) =>
        e.InnerException is IOException or System.Net.Sockets.SocketException or MySqlEndOfStreamException
        || e.ErrorCode is MySqlErrorCode.None or MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.ServerShutdown
            or MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.QueryInterrupted;
}
