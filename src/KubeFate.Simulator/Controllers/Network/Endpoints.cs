using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Network;

/// <summary>One pod behind a Service.</summary>
internal sealed class Backend(JsonObject pod, bool publishNotReady)
{
    public JsonObject Pod { get; } = pod;

    public bool IsEnding => Pod.IsDeleting();

    public bool IsServing => Pods.PodView.IsReady(Pod);

    public bool IsReady => publishNotReady || (IsServing && !IsEnding);

    public string Address => Pod.Text("status", "podIP")!;

    public JsonObject Target => new()
    {
        ["kind"] = "Pod",
        ["namespace"] = Pod.Namespace(),
        ["name"] = Pod.Name(),
        ["uid"] = Pod.Uid(),
    };

    /// <summary>The name by which DNS knows the pod under this Service, or null.</summary>
    public string? Hostname(JsonObject service) => Pod.Is(service.Name(), "spec", "subdomain") ? Pod.Text("spec", "hostname") : null;
}

/// <summary>Writes the contents of EndpointSlices and Endpoints.</summary>
internal static class Endpoints
{
    public static JsonObject SliceOf(JsonObject service, List<Backend> backends) => new()
    {
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray([.. backends.Select(backend => (JsonNode?)Endpoint(service, backend))]),
        ["ports"] = new JsonArray([.. Ports(service, backends)]),
    };

    public static JsonObject Of(JsonObject service, List<Backend> backends)
    {
        var ready = backends.Where(backend => backend.IsReady).Select(backend => (JsonNode?)Address(service, backend)).ToArray();
        var notReady = backends.Where(backend => !backend.IsReady
            && !backend.IsEnding).Select(backend => (JsonNode?)Address(service, backend)).ToArray();
        if (ready.Length + notReady.Length == 0) return new() { ["subsets"] = null };
        var subset = new JsonObject();
        if (ready.Length > 0) subset["addresses"] = new JsonArray(ready);
        if (notReady.Length > 0) subset["notReadyAddresses"] = new JsonArray(notReady);
        subset["ports"] = new JsonArray([.. Ports(service, backends)]);
        return new() { ["subsets"] = new JsonArray(subset) };
    }

    private static JsonObject Endpoint(JsonObject service, Backend backend)
    {
        var endpoint = new JsonObject
        {
            ["addresses"] = new JsonArray(backend.Address),
            ["conditions"] =
                new JsonObject { ["ready"] = backend.IsReady, ["serving"] = backend.IsServing, ["terminating"] = backend.IsEnding },
            ["nodeName"] = backend.Pod.Text("spec", "nodeName"),
            ["targetRef"] = backend.Target,
        };
        if (backend.Hostname(service) is { } hostname) endpoint["hostname"] = hostname;
        return endpoint;
    }

    private static JsonObject Address(JsonObject service, Backend backend)
    {
        var address =
            new JsonObject { ["ip"] = backend.Address, ["nodeName"] = backend.Pod.Text("spec", "nodeName"), ["targetRef"] = backend.Target };
        if (backend.Hostname(service) is { } hostname) address["hostname"] = hostname;
        return address;
    }

    // A port that names its target is looked up in the pods; one that no pod has is left out.
    private static IEnumerable<JsonNode?> Ports(JsonObject service, List<Backend> backends)
    {
        foreach (var port in service.Items("spec", "ports"))
        {
            var target = port["targetPort"] ?? port["port"];
            var number = Storage.ObjectMeta.Number(target) ?? backends
                .SelectMany(backend => backend.Pod.Items("spec", "containers")).SelectMany(container => container.Items("ports"))
                .FirstOrDefault(each => each.Is(target?.ToString(), "name")).Number("containerPort");
            if (number is not null)
                yield return new JsonObject { ["name"] = port.Text("name") ?? "", ["port"] = number, ["protocol"] = port.Text("protocol") ?? "TCP" };
        }
    }
}
