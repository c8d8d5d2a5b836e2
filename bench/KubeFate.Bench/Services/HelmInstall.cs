using KubeFate.Bench.Processes;
using KubeFate.Testing;

namespace KubeFate.Bench.Services;

/// <summary>An install as a person does it without us.</summary>
internal sealed class HelmInstall(SimulatorServer simulator, TempFolder folder)
{
    private readonly Dictionary<string, string?> environment = new(StringComparer.Ordinal)
    {
        ["KUBECONFIG"] = simulator.Kubeconfig,
        ["HELM_CACHE_HOME"] = folder.File("helm/cache"),
        ["HELM_CONFIG_HOME"] = folder.File("helm/config"),
        ["HELM_DATA_HOME"] = folder.File("helm/data"),
        ["KUBECACHEDIR"] = folder.File("helm/kube"),
    };

    /// <summary>Milliseconds until helm says that all is ready.</summary>
    public async Task<double> RunAsync(string name, CancellationToken cancellationToken)
    {
        await simulator.AddNamespaceAsync(name, cancellationToken);
        var values = folder.Write(name + ".json", (await BenchCluster.SpecAsync(name, cancellationToken)).ToJsonString());
        var total = await ShortProcess.TimeAsync(Call("upgrade", "--install", name, Programs.Chart, "-n", name, "-f", values, "--wait"), cancellationToken);
        await ShortProcess.TimeAsync(Call("uninstall", name, "-n", name), cancellationToken);
        await simulator.RemoveNamespaceAsync(name, cancellationToken);
        return total;
    }

    private ProgramCall Call(params string[] arguments) => new(Programs.Helm, arguments) { Environment = environment };
}
