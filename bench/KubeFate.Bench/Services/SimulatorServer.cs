using System.Net;
using System.Net.Http.Json;
using KubeFate.Bench.Processes;
using KubeFate.Testing;

namespace KubeFate.Bench.Services;

/// <summary>The simulated Kubernetes in a process of its own, pods ready as fast as it goes.</summary>
internal sealed class SimulatorServer : IAsyncDisposable
{
    private readonly RunningProgram program;

    private SimulatorServer(RunningProgram program, string kubeconfig, Uri address) =>
        (this.program, Kubeconfig, Http) = (program, kubeconfig, new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan });

    public string Kubeconfig { get; }

    /// <summary>To its API, past the service.</summary>
    public HttpClient Http { get; }

    public static async Task<SimulatorServer> StartAsync(TempFolder folder, CancellationToken cancellationToken)
    {
        var kubeconfig = folder.File("kubeconfig.yaml");
        var port = FreePort.Find();
        var program = new RunningProgram(new ProgramCall(Programs.Service, ["simulator", "--port", $"{port}", "--kubeconfig-out", kubeconfig]));
        await ServerStart.WaitAsync(program, port, cancellationToken);
        while (!File.Exists(kubeconfig)) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        return new SimulatorServer(program, kubeconfig, new Uri($"http://127.0.0.1:{port}"));
    }

    public async Task AddNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var body = new { apiVersion = "v1", kind = "Namespace", metadata = new { name } };
        using var response = await Http.PostAsJsonAsync("api/v1/namespaces", body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Removes a namespace with all in it, and returns when it is gone: what is left would slow the next install.</summary>
    public async Task RemoveNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var path = "api/v1/namespaces/" + name;
        using (await Http.DeleteAsync(path, cancellationToken))
        {
            while (true)
            {
                using var left = await Http.GetAsync(path, cancellationToken);
                if (left.StatusCode == HttpStatusCode.NotFound) return;
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await program.DisposeAsync();
    }
}
