using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;
using KubeFate.Simulator;
using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.Simulated;

/// <summary>The simulator, with what helm would make of a small FATE cluster.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly HttpClient _client = new();
    private KubernetesSimulator _simulator;

    private Cluster(TempFolder folder, KubernetesSimulator simulator)
    {
        _folder = folder;
        _simulator = simulator;
        var options = new KubernetesOptions { Kubeconfig = folder.Write("kubeconfig", simulator.Kubeconfig) };
        Gateway = KubernetesGateway.Connect(options, Gateways.NoPlaces, TimeProvider.System);
    }

    public KubernetesGateway Gateway { get; }

    public static async Task<Cluster> StartAsync()
    {
        var folder = new TempFolder();
        var simulator = await KubernetesSimulator.StartAsync(new SimulatorOptions { DataFolder = folder.File("data"), Port = FreePort.Next() }, TimeProvider.System, TimeLimit.Token);
        return new Cluster(folder, simulator);
    }

    /// <summary>Stops and starts anew with the same objects on the same port; <paramref name="meanwhile"/> is done while it is away.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        var port = _simulator.Address.Port;
        await _simulator.DisposeAsync();
        await meanwhile();
        _simulator = await KubernetesSimulator.StartAsync(
            new SimulatorOptions { DataFolder = _folder.File("data"), Port = port }, TimeProvider.System, TimeLimit.Token);
    }

    /// <summary>Creates an object of the namespace default.</summary>
    public async Task CreateAsync(string path, JsonNode json)
    {
        using var content = new StringContent(json.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _client.PostAsync(new Uri(_simulator.Address, path), content, TimeLimit.Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TimeLimit.Token));
    }

    /// <summary>A workload whose pods have one container; <paramref name="spec"/> is what its kind asks for beside the template.</summary>
    public Task CreateAsync(WorkloadKind kind, string name, JsonObject spec, string? stage = null, string? claim = null)
    {
        var pod = new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = name,
                ["image"] = $"federatedai/{name}:1.8.0-release",
                ["readinessProbe"] = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = 9380 } },
            }),
        };
        if (kind == WorkloadKind.Job) pod["restartPolicy"] = "Never";
        if (claim is not null) pod["volumes"] = new JsonArray(Parse("{'name': 'data', 'persistentVolumeClaim': {'claimName': '" + claim + "'}}"));

        spec["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Labels(name) }, ["spec"] = pod };
        if (kind != WorkloadKind.Job) spec["selector"] = new JsonObject { ["matchLabels"] = Labels(name) };
        var group = kind == WorkloadKind.Job ? "batch/v1" : "apps/v1";
        return CreateAsync($"apis/{group}/namespaces/default/{kind.ToString().ToLowerInvariant()}s", new JsonObject
        {
            ["apiVersion"] = group,
            ["kind"] = kind.ToString(),
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = Labels(name),
                ["annotations"] = stage is null ? null : new JsonObject { ["simulator.kubefate.io/stage"] = stage },
            },
            ["spec"] = spec,
        });
    }

    /// <summary>JSON with single quotes.</summary>
    public static JsonNode Parse(string json) => JsonNode.Parse(json.Replace('\'', '"'))!;

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await _simulator.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private static JsonObject Labels(string name) => new() { ["name"] = "fate-9999", ["fateMoudle"] = name };
}
