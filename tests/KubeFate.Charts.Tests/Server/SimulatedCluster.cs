using KubeFate.Simulator;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Server;

/// <summary>A simulated Kubernetes with the namespace fate-9999, and the real helm and kubectl on it.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    public const string Namespace = "fate-9999";

    private readonly TempFolder folder = new();
    private readonly KubernetesSimulator simulator;

    private SimulatedCluster(KubernetesSimulator simulator) => this.simulator = simulator;

    public static async Task<SimulatedCluster> StartAsync(CancellationToken cancellationToken)
    {
        var server = await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, cancellationToken);
        var cluster = new SimulatedCluster(server);
        await server.WriteKubeconfigAsync(cluster.folder.File("kubeconfig"), cancellationToken);
        (await cluster.RunAsync(Tools.Kubectl, ["create", "namespace", Namespace], cancellationToken)).MustSucceed();
        return cluster;
    }

    /// <summary>A file of the cluster's own folder.</summary>
    public string Write(string name, string text) => folder.Write(name, text);

    public Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>
        {
            ["KUBECONFIG"] = folder.File("kubeconfig"),
            ["HOME"] = folder.Path,
            ["HELM_CACHE_HOME"] = folder.File("cache"),
            ["HELM_CONFIG_HOME"] = folder.File("config"),
            ["HELM_DATA_HOME"] = folder.File("data"),
        };
        return ToolProcess.RunAsync(program, arguments, environment, input: null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        folder.Dispose();
    }
}
