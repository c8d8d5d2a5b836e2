using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>One simulated Kubernetes and one service, for all examples in turn.</summary>
public sealed class ExampleSite : IAsyncLifetime
{
    private Site? site;
    private ServiceProcess? service;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await Site.OpenAsync("fast");
        await AddCardsAsync();
        service = await site.StartServiceAsync();
    }

    /// <summary>Runs the real command.</summary>
    internal Task<ToolResult> RunAsync(params string[] arguments) => site!.RunAsync(service!, arguments);

    internal Task<string> KubectlAsync(params string[] arguments) => site!.KubectlAsync(arguments);

    /// <summary>A file of this site's own.</summary>
    internal string Write(string name, string text) => site!.Folder.Write(name, text);

    /// <summary>Creates objects in a namespace, as an operator does before the install.</summary>
    internal async Task CreateAsync(string @namespace, IEnumerable<JsonObject> objects)
    {
        await KubectlAsync("create", "namespace", @namespace);
        JsonArray items = [.. objects];
        if (items.Count == 0) return;
        JsonObject list = new() { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items };
        await KubectlAsync("create", "-n", @namespace, "-f", Write(@namespace + ".json", list.ToJsonString()));
    }

    /// <summary>Machines with graphics cards, labelled as the examples that want some say.</summary>
    private async Task AddCardsAsync()
    {
        const string Cards = """{ "status": { "capacity": { "nvidia.com/gpu": "8" }, "allocatable": { "nvidia.com/gpu": "8" } } }""";
        await KubectlAsync("label", "nodes", "--all", "accelerator=nvidia");
        var nodes = JsonNode.Parse(await KubectlAsync("get", "nodes", "-o", "json"))!["items"]!.AsArray();
        foreach (var node in nodes) await KubectlAsync("patch", "node", node!["metadata"]!["name"]!.GetValue<string>(), "--subresource=status", "--type=merge", "-p", Cards);
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
