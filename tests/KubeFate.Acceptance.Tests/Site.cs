using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>One operator's site: a simulated Kubernetes that outlives the service, a data folder, and the real command.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Password = "a-password-of-the-test";

    private KubernetesSimulator? simulator;

    private Site()
    {
    }

    public TempFolder Folder { get; } = new();

    public string Kubeconfig => Folder.File("kubeconfig");

    /// <summary>Variables for the service beside the usual ones; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Site> OpenAsync(string stage, params string[] namespaces)
    {
        var site = new Site();
        await site.BeginAsync(new SimulatorOptions { Stage = stage }, namespaces);
        return site;
    }

    /// <summary>Opens a site whose Kubernetes is kept in its folder, for copies to be opened later.</summary>
    public static async Task<Site> OpenKeptAsync(string stage, params string[] namespaces)
    {
        var site = new Site();
        await site.BeginAsync(new SimulatorOptions { Stage = stage, DataFolder = site.Folder.File("kubernetes") }, namespaces);
        return site;
    }

    /// <summary>Opens a copy of a kept site that was closed: its Kubernetes goes on, and so does a service on its data.</summary>
    public static async Task<Site> OpenCopyAsync(string stage, Site closed)
    {
        var site = new Site();
        foreach (var file in Directory.GetFiles(closed.Folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = site.Folder.File(Path.GetRelativePath(closed.Folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await site.BeginAsync(new SimulatorOptions { Stage = stage, DataFolder = site.Folder.File("kubernetes") }, []);
        return site;
    }

    /// <summary>Ends the Kubernetes; the folder stays.</summary>
    public async Task CloseAsync()
    {
        if (simulator is not null) await simulator.DisposeAsync();
        simulator = null;
    }

    /// <summary>Starts a service on this site's data.</summary>
    public Task<ServiceProcess> StartServiceAsync(string? dieAt = null) => ServiceProcess.StartAsync(["service"], Variables(dieAt), Cancel);

    /// <summary>Runs the command against a service, with a home of its own.</summary>
    public Task<ToolResult> RunAsync(ServiceProcess service, params string[] arguments) => RunAsync(service.Address, arguments);

    /// <inheritdoc cref="RunAsync(ServiceProcess, string[])"/>
    public Task<ToolResult> RunAsync(string address, params string[] arguments) => RunAsync(AdminAt(address), input: null, arguments);

    /// <summary>The variables of the admin of a service.</summary>
    public static Dictionary<string, string?> AdminAt(string address) => new(StringComparer.Ordinal)
    {
        ["KUBEFATE_SERVICEURL"] = address,
        ["KUBEFATE_USERNAME"] = "admin",
        ["KUBEFATE_PASSWORD"] = Password,
    };

    /// <summary>Runs the command with these variables of its own and a stdin, as somebody else than the admin.</summary>
    public Task<ToolResult> RunAsync(IReadOnlyDictionary<string, string?> variables, string? input, params string[] arguments)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = Folder.Path };
        foreach (var name in (string[])["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "KUBEFATE_CONFIG", "KUBEFATE_CONTEXT", "KUBEFATE_SERVICEURL", "KUBEFATE_USERNAME", "KUBEFATE_PASSWORD", "KUBEFATE_TOKEN", "KUBEFATE_YES"])
            all[name] = null;
        foreach (var (name, value) in variables) all[name] = value;
        return ToolProcess.RunAsync(Programs.Command, arguments, all, input, Cancel);
    }

    /// <summary>The releases in the whole Kubernetes, as the real helm lists them, failed and pending ones too.</summary>
    public async Task<JsonArray> ReleasesAsync()
    {
        var listed = await ToolProcess.RunAsync(Tools.Helm, ["list", "-A", "-o", "json", "--kubeconfig", Kubeconfig], Folder.Variables(), input: null, Cancel);
        return JsonNode.Parse(listed.MustSucceed().Output)!.AsArray();
    }

    /// <summary>What kubectl prints.</summary>
    public async Task<string> KubectlAsync(params string[] arguments) =>
        (await ToolProcess.RunAsync(Tools.Kubectl, [.. arguments, "--kubeconfig", Kubeconfig], Folder.Variables(), input: null, Cancel)).MustSucceed().Output;

    /// <summary>A cluster.yaml in this site's folder: an example, changed.</summary>
    public string Spec(string example, params (string Old, string New)[] changes)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "examples", example));
        foreach (var (old, @new) in changes)
        {
            Assert.Contains(old, text);
            text = text.Replace(old, @new, StringComparison.Ordinal);
        }

        return Folder.Write("cluster.yaml", text);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Folder.Dispose();
    }

    private async Task BeginAsync(SimulatorOptions options, IEnumerable<string> namespaces)
    {
        simulator = await KubernetesSimulator.StartAsync(options, TimeProvider.System, Cancel);
        await simulator.WriteKubeconfigAsync(Kubeconfig, Cancel);
        using var http = new HttpClient { BaseAddress = simulator.Address };
        foreach (var name in namespaces)
        {
            using var answer = await http.PostAsJsonAsync("api/v1/namespaces", new { apiVersion = "v1", kind = "Namespace", metadata = new { name } }, Cancel);
            answer.EnsureSuccessStatusCode();
        }
    }

    private Dictionary<string, string?> Variables(string? dieAt)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["FATECLOUD_DATA_DIR"] = Folder.File("data"),
            ["FATECLOUD_SERVER_PORT"] = "0",
            ["FATECLOUD_USER_PASSWORD"] = Password,
            ["FATECLOUD_HELM"] = Tools.Helm,
            ["FATECLOUD_DB_TYPE"] = null,
            ["KUBECONFIG"] = Kubeconfig,
            ["KUBEFATE_TEST_DIE_AT"] = dieAt,
        };
        foreach (var (name, value) in Environment) variables[name] = value;
        return variables;
    }
}
