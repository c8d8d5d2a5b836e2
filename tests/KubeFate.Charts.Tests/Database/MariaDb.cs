using KubeFate.Charts.Tests.Database;
using KubeFate.Testing;

[assembly: AssemblyFixture(typeof(MariaDb))]

namespace KubeFate.Charts.Tests.Database;

/// <summary>One MariaDB for the tests of what the charts do to a database, started when the first of them needs it.</summary>
public sealed class MariaDb : IAsyncDisposable
{
    private readonly Lazy<Task<Server?>> server = new(StartAsync);
    private int count;

    /// <summary>An empty database of a test's own. Where the server is not installed the test is skipped, on CI it fails.</summary>
    internal async Task<PartyDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        if (await server.Value is not { } started)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(MariaDbPrograms.Missing);
            Assert.Skip(MariaDbPrograms.Missing);
            throw new InvalidOperationException(MariaDbPrograms.Missing);
        }

        var name = $"party_{Interlocked.Increment(ref count)}";
        var database = new PartyDatabase(name, started.Port, started.Socket);
        // A user with all rights on its own database and none beside it: what the charts' MySQL gives FATE.
        await PartyDatabase.SqlAsync(started.Socket, "mysql", $"CREATE DATABASE {name}; GRANT ALL ON {name}.* TO fate@'%' IDENTIFIED BY '{PartyDatabase.Password}'", cancellationToken);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } && await server.Value is { } started) await started.DisposeAsync();
    }

    private static async Task<Server?> StartAsync()
    {
        if (MariaDbPrograms.Find() is not { } programs) return null;
        var started = new Server(programs);
        await started.StartAsync(CancellationToken.None);
        return started;
    }

    private sealed class Server(MariaDbPrograms programs) : DatabaseProcess
    {
        public string Socket => Path.Combine(Folder, "socket");

        protected override Task InitializeAsync(CancellationToken cancellationToken) => programs.InitializeAsync(DataFolder, cancellationToken);

        protected override string Command() => programs.Command(Folder, DataFolder, Port);

        protected override async Task<bool> AcceptsAsync(CancellationToken cancellationToken) =>
            File.Exists(Socket) && (await ToolProcess.RunAsync("mysql", ["--no-defaults", "--user=root", $"--socket={Socket}", "--execute=SELECT 1"], null, null, cancellationToken)).ExitCode == 0;
    }
}
