using System.Diagnostics;
using KubeFate.Bench.Processes;
using KubeFate.Client;
using KubeFate.Testing;

namespace KubeFate.Bench.Services;

/// <summary>The service alone, on SQLite; its Kubernetes is another process.</summary>
internal sealed class ServiceServer : IAsyncDisposable
{
    public const string User = "admin";
    public const string Password = "only-for-the-bench-7";

    private readonly RunningProgram program;
    private readonly Uri address;

    private ServiceServer(RunningProgram program, Uri address) => (this.program, this.address) = (program, address);

    public int ProcessId => program.Id;

    public Uri Address => address;

    /// <summary>Milliseconds from before the process's start to its first connection.</summary>
    public double Accepted { get; private init; }

    /// <summary>Milliseconds from before the process's start to its first answer.</summary>
    public double Answered { get; private init; }

    /// <summary>Starts it and waits until it has answered.</summary>
    public static async Task<ServiceServer> StartAsync(string data, string kubeconfig, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var call = new ProgramCall(Programs.Service, ["service"])
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["FATECLOUD_SERVER_ADDRESS"] = "127.0.0.1",
                ["FATECLOUD_SERVER_PORT"] = $"{port}",
                ["FATECLOUD_DATA_DIR"] = data,
                ["FATECLOUD_DB_TYPE"] = "sqlite",
                ["FATECLOUD_USER_USERNAME"] = User,
                ["FATECLOUD_USER_PASSWORD"] = Password,
                ["FATECLOUD_HELM"] = Programs.Helm,
                ["KUBECONFIG"] = kubeconfig,
            },
        };
        var address = new Uri($"http://127.0.0.1:{port}/");
        using var http = new HttpClient { BaseAddress = address };
        var began = Stopwatch.GetTimestamp();
        var program = new RunningProgram(call);
        await ServerStart.WaitAsync(program, port, cancellationToken);
        var accepted = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        using var answer = await http.GetAsync("", cancellationToken);
        answer.EnsureSuccessStatusCode();
        return new ServiceServer(program, address) { Accepted = accepted, Answered = Stopwatch.GetElapsedTime(began).TotalMilliseconds };
    }

    public KubeFateClient Connect() =>
        new(new ServiceConnection { Address = address, Username = User, Password = Password }, new MemoryTokens(), TimeProvider.System);

    /// <summary>What the command needs to reach this service, with its configuration and tokens in that folder.</summary>
    public IReadOnlyDictionary<string, string?> CommandEnvironment(TempFolder folder) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["XDG_CACHE_HOME"] = folder.File("cache"),
        ["XDG_CONFIG_HOME"] = folder.File("config"),
        ["KUBEFATE_SERVICEURL"] = address.Authority,
        ["KUBEFATE_USERNAME"] = User,
        ["KUBEFATE_PASSWORD"] = Password,
        ["KUBEFATE_CONFIG"] = null,
        ["KUBEFATE_TOKEN"] = null,
    };

    public ValueTask DisposeAsync() => program.DisposeAsync();
}
