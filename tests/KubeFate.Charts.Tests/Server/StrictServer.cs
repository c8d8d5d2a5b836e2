using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Server;
using KubeFate.Simulator;

[assembly: AssemblyFixture(typeof(StrictServer))]

namespace KubeFate.Charts.Tests.Server;

/// <summary>
/// One API server for everything that charts make: each object is sent as a strict dry run, so that it meets the rules of a server and not only its
/// schema, and costs a millisecond.
/// </summary>
public sealed class StrictServer : IAsyncLifetime
{
    private const string Namespace = "fate-9999";

    // Gone from Kubernetes 1.25; what is left of it is held against the schema of 1.23 alone.
    private const string Retired = "PodSecurityPolicy";

    // The Gateway API is installed beside Kubernetes. Its fields are held against Schemas/Data/gateway-api-v1.json.
    private const string HttpRoutes = """
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
          "metadata": { "name": "httproutes.gateway.networking.k8s.io", "annotations": { "api-approved.kubernetes.io": "unapproved, a stand-in" } },
          "spec": {
            "group": "gateway.networking.k8s.io", "scope": "Namespaced",
            "names": { "kind": "HTTPRoute", "listKind": "HTTPRouteList", "plural": "httproutes", "singular": "httproute" },
            "versions": [{
              "name": "v1", "served": true, "storage": true,
              "schema": { "openAPIV3Schema": { "type": "object", "properties": { "spec": { "type": "object", "x-kubernetes-preserve-unknown-fields": true } } } }
            }]
          }
        }
        """;

    private readonly ConcurrentDictionary<string, Task<JsonArray>> served = new(StringComparer.Ordinal);
    private readonly HttpClient client = new();
    private KubernetesSimulator? simulator;

    public async ValueTask InitializeAsync()
    {
        simulator = await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, CancellationToken.None);
        client.BaseAddress = simulator.Address;
        await SendAsync("/api/v1/namespaces", new() { ["metadata"] = new JsonObject { ["name"] = Namespace } }, CancellationToken.None);
        Assert.Empty(await SendAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", (JsonObject)JsonNode.Parse(HttpRoutes)!, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (simulator is not null) await simulator.DisposeAsync();
    }

    /// <summary>What the server refuses or warns of, each with its object; empty when nothing.</summary>
    internal async Task<IReadOnlyList<string>> CheckAsync(IEnumerable<JsonObject> objects, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var item in objects.Where(item => item["kind"]!.ToString() is not Retired))
        {
            var path = await CollectionAsync(item, cancellationToken) + "?dryRun=All&fieldValidation=Strict";
            problems.AddRange((await SendAsync(path, item, cancellationToken)).Select(problem => $"{item["kind"]} {item["metadata"]!["name"]}: {problem}"));
        }

        return problems;
    }

    private async Task<IReadOnlyList<string>> SendAsync(string path, JsonObject item, CancellationToken cancellationToken)
    {
        using var content = new StringContent(item.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        response.Headers.TryGetValues("Warning", out var warnings);
        return response.IsSuccessStatusCode ? [.. warnings ?? []] : [await response.Content.ReadAsStringAsync(cancellationToken), .. warnings ?? []];
    }

    private async Task<string> CollectionAsync(JsonObject item, CancellationToken cancellationToken)
    {
        var (version, kind) = (item["apiVersion"]!.ToString(), item["kind"]!.ToString());
        var root = version.Contains('/') ? "/apis/" + version : "/api/" + version;
        var known = await served.GetOrAdd(root, async path => (JsonArray)JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), CancellationToken.None))!["resources"]!.DeepClone());
        var type = known.FirstOrDefault(each => each!["kind"]!.ToString() == kind && !each["name"]!.ToString().Contains('/'))
            ?? throw new InvalidOperationException($"the server does not know {version} {kind}");
        return (bool)type["namespaced"]! ? $"{root}/namespaces/{item["metadata"]!["namespace"]?.ToString() ?? Namespace}/{type["name"]}" : $"{root}/{type["name"]}";
    }
}
