using KubeFate.Service.Storage;
using KubeFate.Testing;
using MySqlConnector;

namespace KubeFate.Service.Tests.Storage.Servers;

/// <summary>mariadbd from Debian's mariadb-server.</summary>
internal sealed class MariaDbServer(MariaDbPrograms programs) : DatabaseServer
{
    public static MariaDbServer? Find() => MariaDbPrograms.Find() is { } programs ? new MariaDbServer(programs) : null;

    public override DatabaseOptions Options(string name) =>
        new() { Type = DatabaseType.MySql, Host = "127.0.0.1", Port = Port, Name = name, Username = "kubefate", Password = "sesame" };

    public override Task CreateAsync(string name, CancellationToken cancellationToken) =>
        ExecuteAsync($"CREATE DATABASE {name}; GRANT ALL ON {name}.* TO kubefate@'%' IDENTIFIED BY 'sesame'", cancellationToken);

    protected override Task InitializeAsync(CancellationToken cancellationToken) => programs.InitializeAsync(DataFolder, cancellationToken);

    protected override string Command() => programs.Command(Folder, DataFolder, Port);

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
