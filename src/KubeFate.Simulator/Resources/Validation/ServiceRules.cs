using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

internal static class ServiceRules
{
    private const string PortRange = "must be between 1 and 65535, inclusive";

    public static void Check(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var type = spec?["type"]?.ToString() ?? "ClusterIP";
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
            causes.Unsupported("spec.type", type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        var ports = (spec?["ports"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (ports.Count == 0 && type != "ExternalName" && spec?["clusterIP"]?.ToString() != "None") causes.Required("spec.ports");
        if (type is "NodePort" or "LoadBalancer" && IsHeadless(spec)) causes.Invalid("spec.clusterIPs[0]", "None", $"may not be set to 'None' for {type} services");
        if (type == "ExternalName" && string.IsNullOrEmpty(spec?["externalName"]?.ToString())) causes.Required("spec.externalName");
        var (names, numbers) = (new HashSet<string>(), new HashSet<string>());
        for (var at = 0; at < ports.Count; at++) Port(ports[at], $"spec.ports[{at}]", ports.Count > 1, names, numbers, causes);
    }

    // Which of the two a client writes is its affair: they are made to agree on the way in.
    private static bool IsHeadless(JsonNode? spec) => spec?["clusterIP"]?.ToString() == "None" || (spec?["clusterIPs"] as JsonArray)?.FirstOrDefault()?.ToString() == "None";

    private static void Port(JsonObject port, string field, bool named, HashSet<string> names, HashSet<string> numbers, Causes causes)
    {
        var name = port["name"]?.ToString() ?? "";
        if (name.Length == 0 && named) causes.Required(field + ".name");
        else if (name.Length > 0 && ObjectNames.LabelProblem(name) is { } problem) causes.Invalid(field + ".name", name, problem);
        else if (name.Length > 0 && !names.Add(name)) causes.Duplicate(field + ".name", name);
        if (ObjectMeta.Number(port["port"]) is not (>= 1 and <= 65535)) causes.Invalid(field + ".port", port["port"] ?? 0, PortRange);
        else if (!numbers.Add($"{port["protocol"]?.ToString() ?? "TCP"}/{port["port"]}")) causes.Duplicate(field, port["port"]);
        if (port["targetPort"] is { } target) ContainerRules.PortReference(target, field + ".targetPort", causes);
        var protocol = port["protocol"]?.ToString();
        if (protocol is not (null or "TCP" or "UDP" or "SCTP")) causes.Unsupported(field + ".protocol", protocol, "SCTP", "TCP", "UDP");
    }
}
