using KubeFate.Conformance.Tests;
using KubeFate.Conformance.Tests.Objects;
using KubeFate.Simulator;
using KubeFate.Testing;

[assembly: AssemblyFixture(typeof(ConformanceCluster))]

namespace KubeFate.Conformance.Tests;

/// <summary>
/// The cluster under test: the one that <c>KUBEFATE_TEST_KUBECONFIG</c> names, else a simulated one of our own. Nothing here asserts what only
/// a simulated cluster does.
/// </summary>
public sealed class ConformanceCluster : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private KubernetesSimulator? simulator;

    public string Kubeconfig { get; private set; } = System.Environment.GetEnvironmentVariable("KUBEFATE_TEST_KUBECONFIG") ?? "";

    public static string Chart => Path.Combine(Repository.Root, "tests", "KubeFate.Conformance.Tests", "charts", "sample");

    public async ValueTask InitializeAsync()
    {
        if (Kubeconfig.Length > 0) return;
        simulator = await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, CancellationToken.None);
        Kubeconfig = folder.File("kubeconfig");
        await simulator.WriteKubeconfigAsync(Kubeconfig, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (simulator is not null) await simulator.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>The minor version of the server: 36 of 1.36. What changed between versions is told by it, never guessed.</summary>
    public async Task<int> MinorAsync()
    {
        using var client = new ApiClient(Kubeconfig);
        return await client.MinorAsync();
    }

    /// <summary>A new namespace with a random name; gone, as far as this cluster is concerned, when disposed.</summary>
    public async Task<ClusterSpace> OpenAsync(CancellationToken cancellationToken)
    {
        var space = new ClusterSpace(this, "conformance-" + Guid.NewGuid().ToString("N")[..8]);
        (await RunAsync(Tools.Kubectl, ["create", "namespace", space.Name], null, cancellationToken)).MustSucceed();
        return space;
    }

    /// <summary>Runs helm or kubectl with folders of its own; one that hangs is ended, so that the test fails.</summary>
    public async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? more, CancellationToken cancellationToken)
    {
        var environment = Environment();
        foreach (var (name, value) in more ?? new Dictionary<string, string?>()) environment[name] = value;
        using var guard = HangGuard.Begin(cancellationToken);
        return await ToolProcess.RunAsync(program, arguments, environment, input: null, guard.Token);
    }

    /// <summary>Another user of the cluster, who signs in with a token.</summary>
    public async Task<SignedIn> SignInAsync(string token, CancellationToken cancellationToken)
    {
        // The admin's file with the user exchanged: the server and its certificate stay.
        var file = folder.File(Guid.NewGuid().ToString("N") + ".kubeconfig");
        var flat = (await RunAsync(Tools.Kubectl, ["config", "view", "--raw", "--flatten", "--minify"], null, cancellationToken)).MustSucceed().Output;
        await File.WriteAllTextAsync(file, flat, cancellationToken);
        var other = new Dictionary<string, string?> { ["KUBECONFIG"] = file };
        if (simulator is not null)
        {
            // kubectl sends a token over TLS only; the simulator takes both on one port.
            string[] secured = ["--server=https://" + simulator.Address.Authority, "--insecure-skip-tls-verify=true"];
            (await RunAsync(Tools.Kubectl, ["config", "set-cluster", "kubefate-simulator", .. secured], other, cancellationToken)).MustSucceed();
        }

        (await RunAsync(Tools.Kubectl, ["config", "set-credentials", "signed-in", "--token=" + token], other, cancellationToken)).MustSucceed();
        (await RunAsync(Tools.Kubectl, ["config", "set-context", "--current", "--user=signed-in"], other, cancellationToken)).MustSucceed();
        return new(other);
    }

    /// <summary>Starts a tool that goes on until something ends it.</summary>
    public RunningTool Start(string program, IEnumerable<string> arguments) => RunningTool.Start(program, arguments, Environment());

    /// <summary>Writes a manifest for kubectl to read.</summary>
    public string Write(string text) => folder.Write(Guid.NewGuid().ToString("N") + ".yaml", text);

    private Dictionary<string, string?> Environment() => new()
    {
        ["KUBECONFIG"] = Kubeconfig,
        ["HOME"] = folder.Path,
        ["HELM_CACHE_HOME"] = folder.File("helm-cache"),
        ["HELM_CONFIG_HOME"] = folder.File("helm-config"),
        ["HELM_DATA_HOME"] = folder.File("helm-data"),
    };
}
