using System.Collections.Concurrent;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using KubeFate.Testing;

[assembly: AssemblyFixture(typeof(DatabaseServers))]

namespace KubeFate.Service.Tests.Storage.Servers;

/// <summary>The servers of this test run, each started when the first test needs it.</summary>
public sealed class DatabaseServers : IAsyncDisposable
{
    private static readonly string[] Tables = ["job_events", "job_steps", "sub_jobs", "jobs", "clusters", "settings", "access_tokens", "revoked_sessions", "audit_events", "charts", "users"];

    private readonly Lazy<Task<DatabaseServer?>> _mariaDb = new(() => StartAsync(MariaDbServer.Find()));
    private readonly Lazy<Task<DatabaseServer?>> _postgres = new(() => StartAsync(PostgresServer.Find()));
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<(DatabaseType, string), DatabaseOptions> _rented = new();
    private int _count;

    /// <summary>An empty database of a test's own. Where the server is not installed the test is skipped, on CI it fails.</summary>
    public async Task<DatabaseOptions> CreateDatabaseAsync(DatabaseType type, CancellationToken cancellationToken)
    {
        var name = $"test_{Interlocked.Increment(ref _count)}";
        if (type == DatabaseType.Sqlite) return new DatabaseOptions { DataFolder = _folder.File(name) };

        var server = await GetAsync(type);
        await server.CreateAsync(name, cancellationToken);
        return server.Options(name);
    }

    /// <summary>The migrated database of a class of tests that run one after another, emptied.</summary>
    internal async Task<DatabaseOptions> RentAsync(DatabaseType type, string tenant, CancellationToken cancellationToken)
    {
        if (!_rented.TryGetValue((type, tenant), out var options))
        {
            _rented[(type, tenant)] = options = await CreateDatabaseAsync(type, cancellationToken);
            using var fresh = new Database(options);
            await Schemas.Of(fresh, options).EnsureAsync(cancellationToken);
            return options;
        }

        using var used = new Database(options);
        await using var connection = await used.Dialect.OpenAsync(cancellationToken);
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM {table}";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return options;
    }

    /// <summary>A server that one test has for itself, to kill it.</summary>
    internal static async Task<DatabaseServer> StartOwnAsync(DatabaseType type) =>
        await StartAsync(type == DatabaseType.MySql ? MariaDbServer.Find() : PostgresServer.Find()) ?? Missing(type);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _mariaDb, _postgres })
        {
            if (server.IsValueCreated && server.Value.IsCompletedSuccessfully && await server.Value is { } started) await started.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<DatabaseServer> GetAsync(DatabaseType type) =>
        await (type == DatabaseType.MySql ? _mariaDb : _postgres).Value ?? Missing(type);

    private static DatabaseServer Missing(DatabaseType type)
    {
        var reason = type == DatabaseType.MySql
            ? "mariadbd is not installed (apt-get install mariadb-server)"
            : "postgres is not installed (apt-get install postgresql)";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }

    private static async Task<DatabaseServer?> StartAsync(DatabaseServer? server)
    {
        if (server is null) return null;
        try
        {
            await server.StartAsync(CancellationToken.None);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
