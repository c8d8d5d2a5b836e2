using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>
/// Gives Services their cluster addresses and node ports, keeps them over updates, and refuses what another Service has. As in a real server
/// this comes before the object is validated.
/// </summary>
internal static class ServiceAdmission
{
    /// <summary>Completes a Service in place.</summary>
    /// <param name="before">Null for a new one.</param>
    /// <exception cref="ApiFailure">422: an address or port is out of range or taken; the first is told, as by a real server.</exception>
    public static void Admit(ObjectStore store, JsonObject? before, JsonObject service)
    {
        var spec = service.Child("spec");
        var held = new ServiceAddresses(store, service);
        if (before is not null) ServiceUpdates.Keep(before, spec);
        else if (spec.Text("clusterIP") is { Length: > 0 } told && spec["clusterIPs"] is not JsonArray { Count: > 0 }) spec["clusterIPs"] = new JsonArray(told);
        if (ServiceUpdates.NeedsAddress(spec)) Address(service, spec, before, held);
        if (ServiceUpdates.IsOnNodes(spec)) Ports(service, spec, before, held);
        if (ServiceUpdates.NeedsHealthCheck(spec) && spec.Number("healthCheckNodePort") is null or 0) spec["healthCheckNodePort"] = held.TakePort();
        if (before is not null) ServiceUpdates.Drop(before, spec);
    }

    private static void Address(JsonObject service, JsonObject spec, JsonObject? before, ServiceAddresses held)
    {
        Families(spec);
        var hadOne = before.Text("spec", "clusterIP") is { Length: > 0 };
        var wanted = (spec["clusterIPs"] as JsonArray)?.FirstOrDefault()?.ToString();
        if (wanted is null)
        {
            wanted = held.TakeAddress();
            spec["clusterIP"] = wanted;
            spec["clusterIPs"] = new JsonArray(wanted);
        }
        else if (wanted is not "None" && !hadOne && held.AddressProblem(wanted) is { } problem)
        {
            throw Refused(service, "spec.clusterIPs", $"[\"{wanted}\"]", $"failed to allocate IP {wanted}: {problem}");
        }
    }

    // Without a selector nobody knows of which family the endpoints of a headless Service will be: a real server allows both.
    private static void Families(JsonObject spec)
    {
        var free = spec.Is("None", "clusterIP") && spec["selector"] is not JsonObject { Count: > 0 };
        spec["ipFamilyPolicy"] ??= free ? "RequireDualStack" : "SingleStack";
        spec["ipFamilies"] ??= free && !spec.Is("SingleStack", "ipFamilyPolicy") ? new JsonArray("IPv4", "IPv6") : new JsonArray("IPv4");
    }

    private static void Ports(JsonObject service, JsonObject spec, JsonObject? before, ServiceAddresses held)
    {
        var ports = spec.Items("ports").ToList();
        var own = before.Items("spec", "ports").Select(port => port.Number("nodePort") ?? 0).Where(port => port > 0).ToHashSet();
        // The ports that are told come first: none that the server is free to choose may take one of theirs.
        for (var at = 0; at < ports.Count; at++)
        {
            // Two ports of one Service may share a number for two protocols; two Services never do.
            if (ports[at].Number("nodePort") is not ({ } number and > 0)) continue;
            if (held.PortProblem(number) is { } problem && own.Add(number)) throw Refused(service, $"spec.ports[{at}].nodePort", $"{number}", problem);
        }

        if (!spec.Is("NodePort", "type") && !spec.Flag("allocateLoadBalancerNodePorts")) return;
        foreach (var port in ports.Where(port => port.Number("nodePort") is null or 0))
        {
            var twin = before is null ? ports.FirstOrDefault(other => other.Number("port") == port.Number("port") && other.Number("nodePort") is > 0) : null;
            port["nodePort"] = twin.Number("nodePort") ?? held.TakePort();
        }
    }

    private static ApiFailure Refused(JsonObject service, string field, string value, string why) =>
        ApiFailure.Invalid(ResourceCatalog.Services, service.Name(), [new("FieldValueInvalid", $"Invalid value: {value}: {why}", field)]);
}
