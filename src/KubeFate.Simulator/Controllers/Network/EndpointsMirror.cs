using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Network;

/// <summary>Shows Endpoints that someone wrote by hand for a Service without a selector as an EndpointSlice, which is all that proxies read.</summary>
internal sealed class EndpointsMirror(Cluster cluster) : IController
{
    private const string ServiceLabel = "kubernetes.io/service-name";
    private const string ManagedBy = "endpointslice.kubernetes.io/managed-by";
    private const string Self = "endpointslicemirroring-controller.k8s.io";

    public IEnumerable<ObjectKey> Affected(ObjectChange change) =>
        change.Key.Type == ResourceCatalog.Services || change.Key.Type == ResourceCatalog.Endpoints
            ? [new(ResourceCatalog.Endpoints, change.Key.Namespace, change.Key.Name)]
            : [];

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var endpoints = cluster.Store.Get(key);
        var service = cluster.Get(ResourceCatalog.Services, key.Namespace, key.Name);
        var mirrored = cluster.Store.List(ResourceCatalog.EndpointSlices, key.Namespace)
            .FirstOrDefault(slice => slice.Label(ServiceLabel) == key.Name && slice.Label(ManagedBy) is Self);
        if (endpoints is null || service is null || service.At("spec", "selector") is JsonObject { Count: > 0 }
            || endpoints.Label("endpointslice.kubernetes.io/skip-mirror") is "true")
        {
            if (mirrored is not null) cluster.Delete(Cluster.KeyOf(ResourceCatalog.EndpointSlices, mirrored), mirrored);
        }
        else if (!endpoints.IsDeleting() && cluster.IsOpen(key.Namespace))
        {
            Write(endpoints, mirrored);
        }

        return null;
    }

    private void Write(JsonObject endpoints, JsonObject? mirrored)
    {
        JsonObject Change(JsonObject slice)
        {
            foreach (var (label, value) in endpoints.Texts("metadata", "labels")) slice.Child("metadata", "labels")[label] = value;
            slice.Child("metadata", "labels")[ServiceLabel] = endpoints.Name();
            slice.Child("metadata", "labels")[ManagedBy] = Self;
            slice.Child("metadata")["generateName"] = endpoints.Name() + "-";
            slice.Child("metadata")["ownerReferences"] = new JsonArray(Owners.ControllerReference(endpoints));
            slice["addressType"] = "IPv4";
            slice["endpoints"] = new JsonArray([.. endpoints.Items("subsets").SelectMany(Addresses)]);
            slice["ports"] = new JsonArray([.. endpoints.Items("subsets").SelectMany(subset => subset.Items("ports")).Select(Port)]);
            return slice;
        }

        var name = mirrored?.Name() ?? $"{endpoints.Name()}-{Workloads.PodTemplates.RandomSuffix()}";
        var key = new ObjectKey(ResourceCatalog.EndpointSlices, endpoints.Namespace(), name);
        if (mirrored is null) cluster.Store.Create(key, Change([]));
        else cluster.Store.Update(key, Change);
    }

    private static IEnumerable<JsonNode> Addresses(JsonObject subset) =>
        subset.Items("addresses").Select(address => Endpoint(address, isReady: true))
            .Concat(subset.Items("notReadyAddresses").Select(address => Endpoint(address, isReady: false)));

    private static JsonNode Endpoint(JsonObject address, bool isReady)
    {
        var endpoint = new JsonObject
        {
            ["addresses"] = new JsonArray(address.Text("ip")),
            ["conditions"] = new JsonObject { ["ready"] = isReady },
        };
        foreach (var field in (ReadOnlySpan<string>)["hostname", "nodeName", "targetRef"])
        {
            if (address[field] is { } value) endpoint[field] = value.DeepClone();
        }

        return endpoint;
    }

    private static JsonNode Port(JsonObject port) => new JsonObject
    {
        ["name"] = port.Text("name") ?? "",
        ["port"] = port.Number("port"),
        ["protocol"] = port.Text("protocol") ?? "TCP",
    };
}
