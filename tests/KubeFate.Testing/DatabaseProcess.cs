using System.Diagnostics;

namespace KubeFate.Testing;

/// <summary>A database server of a test run's own: private folder, loopback, a free port. It ends with the test process, however that ends.</summary>
public abstract class DatabaseProcess : IAsyncDisposable
{
    private Process? _process;

    /// <summary>The socket, the log and the data.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("kubefate-db-").FullName;

    protected string DataFolder => Path.Combine(Folder, "data");

    public int Port { get; } = FreePort.Next();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await InitializeAsync(cancellationToken);
        await LaunchAsync(cancellationToken);
    }

    /// <summary>Kills the server as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close(); // the watching shell kills it
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it, the first time or again on the same data and port.</summary>
    public async Task LaunchAsync(CancellationToken cancellationToken)
    {
        Begin();
        var clock = Stopwatch.StartNew();
        while (!await AcceptsAsync(cancellationToken))
        {
            var log = await LogAsync(cancellationToken);
            if (clock.Elapsed > HangGuard.Limit) throw new InvalidOperationException("the server does not accept: " + log);
            if (EndedTooSoon(log))
            {
                await KillAsync();
                Begin();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether it gave up because something of the killed one still lives, which takes a moment to go.</summary>
    protected virtual bool EndedTooSoon(string log) => false;

    protected abstract Task InitializeAsync(CancellationToken cancellationToken);

    protected abstract string Command();

    protected abstract Task<bool> AcceptsAsync(CancellationToken cancellationToken);

    private void Begin()
    {
        // The shell holds our end of a pipe: when this process dies, cat ends, and so does the server.
        var script = $"{Command()} >{Folder}/log 2>&1 </dev/null & pid=$!; cat >/dev/null; kill -9 $pid; wait $pid 2>/dev/null";
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("no shell");
    }

    private async Task<string> LogAsync(CancellationToken cancellationToken) =>
        File.Exists($"{Folder}/log") ? await File.ReadAllTextAsync($"{Folder}/log", cancellationToken) : "";
}
