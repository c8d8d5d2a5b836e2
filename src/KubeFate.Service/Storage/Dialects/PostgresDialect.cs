using System.Data.Common;
using FluentMigrator.Runner;
using LinqToDB;
using LinqToDB.DataProvider.PostgreSQL;
using Npgsql;

namespace KubeFate.Service.Storage.Dialects;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresDialect(DatabaseOptions options) : DatabaseDialect
{
    private readonly string _where = $"{options.Host}:{options.Port ?? 5432}/{options.Name}";

    private string ConnectionString { get; } = new NpgsqlConnectionStringBuilder
    {
        Host = options.Host,
        Port = options.Port ?? 5432,
        Database = options.Name,
        Username = options.Username,
        Password = options.Password,
        Timeout = 5,
        // PostgreSQL itself waits for a lock without end.
        CommandTimeout = 8,
        MaxPoolSize = 20,
    }.ConnectionString;

    public override DataOptions Configure(DataOptions options) =>
        options.UseConnectionFactory(PostgreSQLTools.GetDataProvider(PostgreSQLVersion.v95), _ => CreateConnection());

    public override DbConnection CreateConnection() => new NpgsqlConnection(ConnectionString);

    public override StorageException Translate(DbException failure)
    {
        return failure.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation => new(StorageFailure.Duplicate, "a record with that key exists already", false, failure),
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable =>
                Make(StorageFailure.Locked, "is busy with another transaction; try again", true),
            PostgresErrorCodes.DiskFull => Make(StorageFailure.Full, "cannot grow: its disk is full; make room and try again", false),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege =>
                Make(StorageFailure.Unreachable, "refuses us; check FATECLOUD_DB_USERNAME and FATECLOUD_DB_PASSWORD and the user's rights", false),
            PostgresErrorCodes.InvalidCatalogName => Make(StorageFailure.Unreachable, "does not exist; create it, or set FATECLOUD_DB_NAME", false),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Make(StorageFailure.Corrupt, "is damaged; restore it from a backup", false),
            null => Make(StorageFailure.Unreachable, $"cannot be reached ({failure.Message}); check that it runs, and FATECLOUD_DB_HOST and FATECLOUD_DB_PORT", true),
            _ when failure.IsTransient => Make(StorageFailure.Unreachable, $"is not ready ({failure.Message}); try again", true),
            _ => Make(StorageFailure.Other, $"refused: {failure.Message}", false),
        };

        StorageException Make(StorageFailure code, string what, bool isTransient) => new(code, $"the PostgreSQL database {_where} {what}", isTransient, failure);
    }

    public override bool IsDeadlock(DbException failure) => failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    public override bool IsMissingTable(DbException failure) => failure.SqlState == PostgresErrorCodes.UndefinedTable;

    public override async Task<IAsyncDisposable> LockSchemaAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        // Not from the pool: a pooled connection is reset, and gives its lock back, only when somebody next takes it from the pool.
        var connection = await OpenAsync(new NpgsqlConnection(ConnectionString + ";Pooling=false"), cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "SELECT pg_advisory_lock(7522117203)"; // any number, always the same; the lock is the database's own
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DbException e)
        {
            await connection.DisposeAsync();
            throw Translate(e);
        }

        return connection;
    }

    public override void Configure(IMigrationRunnerBuilder runner) => runner.AddPostgres11_0().WithGlobalConnectionString(ConnectionString);
}
