using KubeFate.Simulator;

namespace KubeFate.Host;

/// <summary>The simulated Kubernetes of a trial, with what a system admin would have prepared: the namespaces of the examples.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private static readonly string[] Namespaces = ["fate-9999", "fate-10000"];

    private readonly KubernetesSimulator simulator;

    private Trial(KubernetesSimulator simulator, string kubeconfig)
    {
        this.simulator = simulator;
        Kubeconfig = kubeconfig;
    }

    /// <summary>The path of the kubeconfig: for the service, and for whoever wants to look with kubectl or helm.</summary>
    public string Kubeconfig { get; }

    public static async Task<Trial> StartAsync(string dataFolder, string stage, CancellationToken cancellationToken)
    {
        var options = new SimulatorOptions { DataFolder = Path.Combine(dataFolder, "simulator"), Stage = stage };
        Directory.CreateDirectory(dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var simulator = await KubernetesSimulator.StartAsync(options, TimeProvider.System, cancellationToken);
        var kubeconfig = Path.Combine(dataFolder, "kubeconfig.yaml");
        await simulator.WriteKubeconfigAsync(kubeconfig, cancellationToken);
        using var http = new HttpClient { BaseAddress = simulator.Address };
        foreach (var name in Namespaces) await PrepareAsync(http, name, cancellationToken);
        return new Trial(simulator, kubeconfig);
    }

    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    private static async Task PrepareAsync(HttpClient http, string name, CancellationToken cancellationToken)
    {
        var body = new { apiVersion = "v1", kind = "Namespace", metadata = new { name } };
        using var response = await http.PostAsJsonAsync("api/v1/namespaces?fieldManager=kubefate-trial", body, cancellationToken);
        // From an earlier start of the same trial it may be there already.
        if (response.StatusCode != System.Net.HttpStatusCode.Conflict) response.EnsureSuccessStatusCode();
    }
}
