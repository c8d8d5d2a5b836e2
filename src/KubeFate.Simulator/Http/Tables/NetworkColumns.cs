using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using static KubeFate.Simulator.Http.Tables.Cells;
using static KubeFate.Simulator.Http.Tables.TableColumn;

namespace KubeFate.Simulator.Http.Tables;

internal static class NetworkColumns
{
    public static IEnumerable<KeyValuePair<ResourceType, TableColumn[]>> All { get; } =
    [
        new(ResourceCatalog.Services,
        [
            Named, Text("Type", item => Cells.Text(item, "spec.type")), Text("Cluster-IP", item => Cells.Text(item, "spec.clusterIP", None)),
            Text("External-IP", ExternalIp), Text("Port(s)", Ports), Age, Wide("Selector", item => Labels(At(item, "spec.selector"))),
        ]),
        new(ResourceCatalog.Endpoints, [Named, Text("Endpoints", Addresses), Age]),
        new(ResourceCatalog.EndpointSlices,
        [
            Named, Text("AddressType", item => Cells.Text(item, "addressType")),
            Text("Ports", item => Few([.. Objects(item, "ports").Select(port => Cells.Text(port, "port", "*"))], Unset)),
            Text("Endpoints", item => Few([.. Objects(item, "endpoints").SelectMany(Listed)], Unset)), Age,
        ]),
        new(ResourceCatalog.Ingresses,
        [
            Named, Text("Class", item => Cells.Text(item, "spec.ingressClassName", None)), Text("Hosts", Hosts), Text("Address", Balanced),
            Text("Ports", item => Count(item, "spec.tls") > 0 ? "80, 443" : "80"), Age,
        ]),
        new(ResourceCatalog.IngressClasses,
        [
            Named, Text("Controller", item => Cells.Text(item, "spec.controller")),
            Text("Parameters", item => At(item, "spec.parameters") is { } named ? $"{Cells.Text(named, "kind")}/{Cells.Text(named, "name")}" : None), Age,
        ]),
        new(ResourceCatalog.NetworkPolicies, [Named, Text("Pod-Selector", item => Selector(At(item, "spec.podSelector"))), Age]),
    ];

    private static string ExternalIp(JsonObject service)
    {
        var own = (At(service, "spec.externalIPs") as JsonArray ?? []).Select(address => address!.ToString());
        return Cells.Text(service, "spec.type") switch
        {
            "LoadBalancer" => Joined(own.Prepend(Balanced(service)).Where(address => address.Length > 0), "<pending>"),
            "ExternalName" => Cells.Text(service, "spec.externalName"),
            _ => Joined(own, None),
        };
    }

    private static string Ports(JsonObject service) => Joined(
        Objects(service, "spec.ports").Select(port =>
            $"{Cells.Text(port, "port")}{(Cells.Number(port, "nodePort") is > 0 and var open ? $":{open}" : "")}/{Cells.Text(port, "protocol", "TCP")}"),
        None);

    private static string Addresses(JsonObject endpoints) => Few(
        [
            .. Objects(endpoints, "subsets").SelectMany(subset => Objects(subset, "ports").SelectMany(port =>
                Objects(subset, "addresses").Select(address => $"{Cells.Text(address, "ip")}:{Cells.Text(port, "port")}"))),
        ],
        None);

    private static IEnumerable<string> Listed(JsonObject endpoint) =>
        (endpoint["addresses"] as JsonArray ?? []).Select(address => address!.ToString());

    private static string Hosts(JsonObject ingress) =>
        Few([.. Objects(ingress, "spec.rules").Select(rule => Cells.Text(rule, "host")).Where(host => host.Length > 0)], "*");

    private static string Balanced(JsonObject item) =>
        Joined(Objects(item, "status.loadBalancer.ingress").Select(address => Cells.Text(address, "ip", Cells.Text(address, "hostname"))));
}
