using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Simulator;
using KubeFate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Hosting;

/// <summary>A simulated Kubernetes for a service under test, with whatever a test puts into it.</summary>
internal sealed class SimulatedKubernetes : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly KubernetesSimulator simulator;

    private SimulatedKubernetes(KubernetesSimulator simulator, string kubeconfig)
    {
        this.simulator = simulator;
        Kubeconfig = kubeconfig;
        http = new HttpClient { BaseAddress = simulator.Address };
    }

    public string Kubeconfig { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SimulatedKubernetes> StartAsync(TempFolder folder, params string[] namespaces)
    {
        var simulator = await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, Cancel);
        var kubernetes = new SimulatedKubernetes(simulator, folder.Write("simulated-kubeconfig", simulator.Kubeconfig));
        foreach (var name in namespaces) await kubernetes.PostAsync("api/v1/namespaces", new { apiVersion = "v1", kind = "Namespace", metadata = new { name } });
        return kubernetes;
    }

    /// <summary>Starts a service on it and signs in.</summary>
    public async Task<RunningService> ServeAsync(TempFolder folder, Func<ServiceOptions, ServiceOptions>? change = null)
    {
        var service = await RunningService.StartAsync(folder, options => (change?.Invoke(options) ?? options) with { Kubeconfig = Kubeconfig });
        await service.SignInAsync();
        return service;
    }

    /// <summary>A cluster that the service knows as Running; answers its uuid.</summary>
    public static async Task<string> AddClusterAsync(RunningService service, string name, string ns, string status = ClusterStatus.Running, string values = "{}")
    {
        var (database, clusters) = (service.Services.GetRequiredService<Database>(), service.Services.GetRequiredService<ClusterStore>());
        var cluster = Records.Cluster(name) with { Namespace = ns, Status = status, Values = values };
        await database.WriteAsync((db, cancel) => clusters.AddAsync(db, cluster, cancel), Cancel);
        return cluster.Uuid;
    }

    /// <summary>A Deployment of a cluster as a chart makes it, whose pods live by that stage; waits until they are there.</summary>
    public Task DeployAsync(string ns, string cluster, string module, IEnumerable<string> containers, string? stage = null)
    {
        var labels = new JsonObject { ["name"] = cluster, ["fateMoudle"] = module };
        return PostAsync($"apis/apps/v1/namespaces/{ns}/deployments", new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = module, ["labels"] = labels.DeepClone() },
            ["spec"] = new JsonObject
            {
                ["replicas"] = 1,
                ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() },
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["labels"] = labels.DeepClone(),
                        ["annotations"] = stage is null ? null : new JsonObject { ["simulator.kubefate.io/stage"] = stage },
                    },
                    ["spec"] = new JsonObject { ["containers"] = new JsonArray([.. containers.Select(name => new JsonObject { ["name"] = name, ["image"] = "nginx:1.25" })]) },
                },
            },
        });
    }

    public async Task DeleteAsync(string path)
    {
        using var answer = await http.DeleteAsync(path, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Returns when so many containers of the namespace run.</summary>
    public async Task UntilRunningAsync(string ns, int count)
    {
        // The watch begins with what is there.
        using var lines = new StreamReader(await http.GetStreamAsync($"api/v1/namespaces/{ns}/pods?watch=true", Cancel));
        var running = new Dictionary<string, int>(StringComparer.Ordinal);
        while (running.Values.Sum() < count && await lines.ReadLineAsync(Cancel) is { } line)
        {
            var pod = JsonNode.Parse(line)!["object"]!;
            running[pod["metadata"]!["name"]!.GetValue<string>()] =
                pod["status"]?["containerStatuses"]?.AsArray().Count(status => status!["ready"]!.GetValue<bool>()) ?? 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await simulator.DisposeAsync();
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, Cancel);
        answer.EnsureSuccessStatusCode();
    }
}
