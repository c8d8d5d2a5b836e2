using System.Data.Common;
using System.Globalization;
using FluentMigrator.Runner;
using KubeFate.Client.Users;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Migrations;
using KubeFate.Service.Tests.Storage.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Storage;

/// <summary>A database of the first version, with rows in every table, under this version.</summary>
public abstract class UpgradeTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private static readonly string[] Tables = ["users", "settings", "clusters", "jobs", "job_steps", "job_events", "sub_jobs"];

    private DatabaseOptions _options = new();
    private Database _database = new(new DatabaseOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = await servers.CreateDatabaseAsync(type, Cancel);
        _database = new Database(_options);
        await MigrateAsync(Migration001.Number);
        foreach (var table in Tables) await FillAsync(table);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task No_row_and_no_value_is_lost()
    {
        var before = await ReadAllAsync();

        await Schemas.Of(_database, _options).EnsureAsync(Cancel);

        var after = await ReadAllAsync();
        foreach (var (cell, value) in before.Where(cell => !cell.Key.StartsWith("users.", StringComparison.Ordinal) || !cell.Key.Contains(".role.") && !cell.Key.Contains(".status.")))
            Assert.Equal((cell, value), (cell, after.GetValueOrDefault(cell)));
        Assert.All(Tables, table => Assert.Contains(before.Keys, cell => cell.StartsWith(table + ".", StringComparison.Ordinal) && cell.EndsWith(".2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_account_of_the_first_version_is_an_admin_who_may_sign_in()
    {
        await ExecuteAsync("UPDATE users SET role = 'admin', status = 'Active'");
        await Schemas.Of(_database, _options).EnsureAsync(Cancel);
        var users = new UserStore(_database, TimeProvider.System);
        foreach (var user in await users.ListAsync(Cancel))
        {
            Assert.Equal((UserRole.Admin, UserStatus.Available, 0, null, 0L), (user.Role, user.Status, user.FailedLogins, user.LockedUntil, user.SessionEpoch));
            Assert.Equal(user, await users.FindAsync(user.Username, Cancel));
        }
    }

    [Fact]
    public async Task Names_that_an_older_release_compared_without_their_last_blanks_are_exact_from_now_on()
    {
        await ExecuteAsync("UPDATE users SET role = 'admin', status = 'Active'");
        await Schemas.Of(_database, _options).EnsureAsync(Cancel);
        var users = new UserStore(_database, TimeProvider.System);
        var name = (await users.ListAsync(Cancel))[0].Username;
        if (_options.Type == DatabaseType.MySql)
        {
            // As releases before made the tables.
            foreach (var table in Tables) await ExecuteAsync($"ALTER TABLE {table} CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
            Assert.NotNull(await users.FindAsync(name + " ", Cancel));
        }

        await ExecuteAsync($"DELETE FROM schema_version WHERE version >= {Migration005.Number}");
        await Schemas.Of(_database, _options).EnsureAsync(Cancel);

        Assert.Null(await users.FindAsync(name + " ", Cancel));
        Assert.NotNull(await users.FindAsync(name, Cancel));
    }

    [Fact]
    public async Task Replicas_of_this_version_that_start_at_once_upgrade_once()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => new Database(_options)).ToList();
        await Task.WhenAll(replicas.Select(replica => Task.Run(() => Schemas.Of(replica, _options).EnsureAsync(Cancel))));
        Assert.Equal(2, (await new UserStore(replicas[3], TimeProvider.System).ListAsync(Cancel)).Count);
        replicas.ForEach(replica => replica.Dispose());
        await using var connection = await _database.Dialect.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM schema_version";
        Assert.Equal(Schema.Version, Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_upgrade_that_was_cut_off_is_finished_by_the_next_start()
    {
        var before = await ReadAllAsync();
        await Schemas.Of(_database, _options).EnsureAsync(Cancel);
        // As MySQL leaves it, which commits every statement by itself: some parts are there, and the version is not.
        await ExecuteAsync("DROP TABLE audit_events");
        await ExecuteAsync(_options.Type == DatabaseType.MySql ? "ALTER TABLE jobs DROP COLUMN request_hash" : "DROP TABLE revoked_sessions");
        await ExecuteAsync("DROP TABLE sealed_texts");
        await ExecuteAsync("DELETE FROM change_stamps WHERE area = 'jobs'");
        await ExecuteAsync($"DELETE FROM schema_version WHERE version >= {Migration002.Number}");

        await Schemas.Of(_database, _options).EnsureAsync(Cancel);

        var after = await ReadAllAsync();
        Assert.All(before.Keys, cell => Assert.True(after.ContainsKey(cell), cell));
        await ExecuteAsync("DELETE FROM audit_events");
        await ExecuteAsync("DELETE FROM revoked_sessions");
        await ExecuteAsync("UPDATE jobs SET request_hash = 'x'");
        await ExecuteAsync("DELETE FROM sealed_texts");
        var stamps = await _database.Changes.ReadAsync(Cancel);
        Assert.True(stamps.AgreesWith(stamps, KubeFate.Service.Storage.Changes.DataAreas.All));
    }

    private async Task MigrateAsync(long version)
    {
        _database.Dialect.Prepare();
        using var services = new ServiceCollection().AddFluentMigratorCore().ConfigureRunner(runner =>
        {
            _database.Dialect.Configure(runner);
            runner.WithVersionTable(new SchemaVersionTable()).ScanIn(typeof(Migration001).Assembly).For.Migrations();
        }).BuildServiceProvider();
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp(version);
        await Task.CompletedTask;
    }

    // Two rows: one with a value in every column, one with null wherever it may be.
    private async Task FillAsync(string table)
    {
        await using var connection = await _database.Dialect.OpenAsync(Cancel);
        var columns = await ColumnsAsync(connection, table);
        for (var row = 1; row <= 2; row++)
        {
            await using var command = connection.CreateCommand();
            var filled = columns.Where(column => row == 1 || column.AllowDBNull != true).ToList();
            var quote = _options.Type == DatabaseType.MySql ? '`' : '"';
            command.CommandText = $"INSERT INTO {table} ({string.Join(", ", filled.Select(column => quote + column.ColumnName + quote))}) "
                + (_options.Type == DatabaseType.Postgres && columns.Any(column => column.ColumnName == "id") ? "OVERRIDING SYSTEM VALUE " : "")
                + $"VALUES ({string.Join(", ", filled.Select((_, i) => "@p" + i))})";
            for (var i = 0; i < filled.Count; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@p" + i, Value(filled[i], table, row));
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    private static object Value(DbColumn column, string table, int row) => column.DataType switch
    {
        { } type when type == typeof(long) => row * 17_950_000_000_000_000L / (column.ColumnName is "id" or "job_id" ? 1_000_000_000_000_000L : 1),
        { } type when type == typeof(int) => row * 7,
        { } type when type == typeof(bool) || type == typeof(sbyte) => column.DataType == typeof(bool) ? row == 1 : (object)(sbyte)row,
        _ => column.ColumnSize is > 0 and < 100 ? $"{column.ColumnName} {row}" : $"日本 '{table}' \"{column.ColumnName}\" é😀 {row}",
    };

    private async Task<IReadOnlyList<DbColumn>> ColumnsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.KeyInfo, Cancel);
        return await reader.GetColumnSchemaAsync(Cancel);
    }

    /// <summary>Every value by table, column and the number of its row.</summary>
    private async Task<Dictionary<string, object>> ReadAllAsync()
    {
        var cells = new Dictionary<string, object>(StringComparer.Ordinal);
        await using var connection = await _database.Dialect.OpenAsync(Cancel);
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1";
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            for (var row = 1; await reader.ReadAsync(Cancel); row++)
            {
                for (var i = 0; i < reader.FieldCount; i++) cells[$"{table}.{reader.GetName(i)}.{row}"] = reader.GetValue(i);
            }
        }

        return cells;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.Dialect.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }
}

public sealed class SqliteUpgradeTests(DatabaseServers servers) : UpgradeTests(servers, DatabaseType.Sqlite);

public sealed class MySqlUpgradeTests(DatabaseServers servers) : UpgradeTests(servers, DatabaseType.MySql);

public sealed class PostgresUpgradeTests(DatabaseServers servers) : UpgradeTests(servers, DatabaseType.Postgres);
