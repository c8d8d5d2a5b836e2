using KubeFate.Service.Storage;
using KubeFate.Testing;
using MySqlConnector;

namespace KubeFate.Service.Tests.Storage.Servers;

/// <summary>mariadbd from Debian's mariadb-server.</summary>
internal sealed class MariaDbServer(string installer, string program) : DatabaseServer
{
    public static MariaDbServer? Find() =>
        InstalledPrograms.Find("mariadb-install-db") is { } installer && InstalledPrograms.Find("mariadbd") is { } program ? new MariaDbServer(installer, program) : null;

    public override DatabaseOptions Options(string name) =>
        new() { Type = DatabaseType.MySql, Host = "127.0.0.1", Port = Port, Name = name, Username = "kubefate", Password = "sesame" };

    public override Task CreateAsync(string name, CancellationToken cancellationToken) =>
        ExecuteAsync($"CREATE DATABASE {name}; GRANT ALL ON {name}.* TO kubefate@'%' IDENTIFIED BY 'sesame'", cancellationToken);

    protected override async Task InitializeAsync(CancellationToken cancellationToken) =>
        (await ToolProcess.RunAsync(installer,
            ["--no-defaults", $"--datadir={DataFolder}", "--auth-root-authentication-method=normal", "--skip-test-db", $"--user={Environment.UserName}"],
            null, null, cancellationToken)).MustSucceed();

    // Commits reach the kernel, not the disk: they outlive a kill of the server, which is all that tests do to it.
    protected override string Command() =>
        $"exec {program} --no-defaults --datadir={DataFolder} --user={Environment.UserName} --bind-address=127.0.0.1 --port={Port} --socket={Folder}/socket "
        + $"--pid-file={Folder}/pid --innodb-buffer-pool-size=32M --innodb-log-file-size=8M --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=0 --innodb-flush-method=nosync --skip-name-resolve --plugin-maturity=unknown";

    protected override async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync("SELECT 1", cancellationToken);
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        // Root may come by the socket alone.
        await using var connection = new MySqlConnection($"Server={Folder}/socket;ConnectionProtocol=Unix;User ID=root;Pooling=false;AllowUserVariables=true");
        await connection.OpenAsync(cancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
