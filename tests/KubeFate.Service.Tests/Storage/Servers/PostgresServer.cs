using KubeFate.Service.Storage;
using KubeFate.Testing;
using Npgsql;

namespace KubeFate.Service.Tests.Storage.Servers;

/// <summary>postgres from Debian's postgresql. It refuses to run as root: then it runs as the user its package made.</summary>
internal sealed class PostgresServer(string initializer, string program) : DatabaseServer
{
    private static bool IsRoot => Environment.UserName == "root";

    public static PostgresServer? Find() =>
        InstalledPrograms.Find("initdb") is { } initializer && InstalledPrograms.Find("postgres") is { } program ? new PostgresServer(initializer, program) : null;

    public override DatabaseOptions Options(string name) =>
        new() { Type = DatabaseType.Postgres, Host = "127.0.0.1", Port = Port, Name = name, Username = "kubefate", Password = "sesame" };

    public override Task CreateAsync(string name, CancellationToken cancellationToken) => ExecuteAsync(
        ["DO $$ BEGIN CREATE ROLE kubefate LOGIN PASSWORD 'sesame'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$", $"CREATE DATABASE {name} OWNER kubefate"],
        cancellationToken);

    protected override async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (IsRoot) (await ToolProcess.RunAsync("chown", ["postgres", Folder], null, null, cancellationToken)).MustSucceed();
        (await ToolProcess.RunAsync("/bin/sh",
            ["-c", $"cd {Folder}; {AsUser()}{initializer} -D {DataFolder} -U postgres --auth-local=trust --auth-host=scram-sha-256 --no-sync"],
            null, null, cancellationToken)).MustSucceed();
    }

    protected override string Command() =>
        $"cd {Folder}; exec {AsUser()}{program} -D {DataFolder} -c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={Folder} -c shared_buffers=16MB -c fsync=off -c max_connections=500";

    protected override async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(["SELECT 1"], cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // The killed server's sessions hold its shared memory until they have noticed.
    protected override bool EndedTooSoon(string log) => log.Contains("is still in use", StringComparison.Ordinal);

    private static string AsUser() => IsRoot ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";

    private async Task ExecuteAsync(string[] statements, CancellationToken cancellationToken)
    {
        // The superuser comes by the socket alone.
        await using var connection = new NpgsqlConnection($"Host={Folder};Port={Port};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
