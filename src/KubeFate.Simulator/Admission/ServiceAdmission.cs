using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>Gives Services their cluster addresses and node ports, keeps them over updates, and refuses what another Service has.</summary>
internal static class ServiceAdmission
{
    /// <summary>Completes a Service in place.</summary>
    /// <param name="before">Null for a new one.</param>
    /// <exception cref="ApiFailure">422: an address or port is out of range or taken; every fault is told.</exception>
    public static void Admit(ObjectStore store, JsonObject? before, JsonObject service)
    {
        var spec = service.Child("spec");
        var type = spec.Text("type") ?? "ClusterIP";
        var causes = new List<ApiCause>();
        var held = new ServiceAddresses(store, service);
        if (type is "ExternalName") Strip(spec);
        else Address(spec, before, held, causes);
        Ports(spec, before, type is "NodePort" or "LoadBalancer", held, causes);
        if (causes.Count > 0) throw ApiFailure.Invalid(ResourceCatalog.Services, service.Name(), causes);
    }

    private static void Strip(JsonObject spec)
    {
        foreach (var field in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"])
            spec.Remove(field);
    }

    private static void Address(JsonObject spec, JsonObject? before, ServiceAddresses held, List<ApiCause> causes)
    {
        var old = before.Text("spec", "clusterIP");
        var wanted = spec.Text("clusterIP") is { Length: > 0 } told ? told
            : spec.At("clusterIPs") is JsonArray { Count: > 0 } list ? list[0]!.ToString()
            : before.Text("spec", "type") is "ExternalName" ? null
            : old;
        if (wanted is null) wanted = held.TakeAddress();
        else if (wanted is not "None" && !before.Is(wanted, "spec", "clusterIP") && held.AddressProblem(wanted) is { } problem)
            causes.Add(
                new("FieldValueInvalid", $"Invalid value: []string{{\"{wanted}\"}}: failed to allocate IP {wanted}: {problem}", "spec.clusterIPs"));
        spec["clusterIP"] = wanted;
        spec["clusterIPs"] = new JsonArray(wanted);
        spec["ipFamilies"] ??= new JsonArray("IPv4");
        spec["ipFamilyPolicy"] ??= "SingleStack";
        spec["internalTrafficPolicy"] ??= "Cluster";
    }

    private static void Ports(JsonObject spec, JsonObject? before, bool onNodes, ServiceAddresses held, List<ApiCause> causes)
    {
        var ports = spec.Items("ports").ToList();
        if (!onNodes)
        {
            foreach (var port in ports.Where(port => port["nodePort"] is not null).ToList()) port.Remove("nodePort");
            return;
        }

        // The ports that are told come first: none that the server is free to choose may take one of theirs.
        var old = before.Items("spec", "ports").ToList();
        foreach (var port in ports.Where(port => port.Number("nodePort") is null or 0))
        {
            if (old.FirstOrDefault(each => IsSame(each, port)).Number("nodePort") is { } kept and > 0
                && ports.TrueForAll(each => each.Number("nodePort") != kept))
                port["nodePort"] = kept;
        }

        for (var at = 0; at < ports.Count; at++)
        {
            var number = ports[at].Number("nodePort") ?? 0;
            if (number == 0) continue;
            var shared = ports.Take(at).Any(earlier => earlier.Number("nodePort") == number);
            if (held.PortProblem(ports[at]) is { } problem && !shared)
                causes.Add(new("FieldValueInvalid", $"Invalid value: {number}: {problem}", $"spec.ports[{at}].nodePort"));
        }

        foreach (var port in ports.Where(port => port.Number("nodePort") is null or 0)) port["nodePort"] = held.TakePort(port);
    }

    private static bool IsSame(JsonObject one, JsonObject other) =>
        one.Number("port") == other.Number("port")
            && string.Equals(one.Text("protocol") ?? "TCP", other.Text("protocol") ?? "TCP", StringComparison.Ordinal);
}
