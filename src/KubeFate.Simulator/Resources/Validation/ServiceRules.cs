using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Services: types, addresses, ports (kubernetes pkg/apis/core/validation, ValidateService).</summary>
internal static class ServiceRules
{
    private const string PortRange = "must be between 1 and 65535, inclusive";

    public static void Check(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var type = spec?["type"]?.ToString() ?? "ClusterIP";
        var isHeadless = ((spec?["clusterIPs"] as JsonArray)?.FirstOrDefault() ?? spec?["clusterIP"])?.ToString() == "None";
        var ports = (spec?["ports"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (ports.Count == 0 && type != "ExternalName" && !isHeadless) causes.Required("spec.ports");
        if (type is "LoadBalancer" or "NodePort" && isHeadless) causes.Invalid("spec.clusterIPs[0]", "None", $"may not be set to 'None' for {type} services");
        if (type == "ExternalName") ExternalName(spec!, causes);
        var names = new HashSet<string>();
        for (var at = 0; at < ports.Count; at++) Port(ports[at], $"spec.ports[{at}]", ports.Count > 1, names, causes);
        MetadataRules.Labels(spec?["selector"], "spec.selector", causes);
        Affinity(spec, causes);
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
            causes.Unsupported("spec.type", type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        Numbers(ports, type, causes);
        ServiceTraffic.Check(spec, type, causes);
    }

    /// <summary>What an update may not do.</summary>
    public static void Update(JsonObject item, JsonObject before, Causes causes)
    {
        var (spec, old) = (item["spec"], before["spec"]);
        if (spec?["type"]?.ToString() == "ExternalName" || old?["type"]?.ToString() == "ExternalName") return;
        var (addresses, oldAddresses) = (spec?["clusterIPs"] as JsonArray ?? [], old?["clusterIPs"] as JsonArray ?? []);
        if (oldAddresses.Count > 0 && addresses.FirstOrDefault()?.ToString() != oldAddresses[0]?.ToString())
            causes.Invalid("spec.clusterIPs[0]", addresses.DeepClone(), "may not change once set");
        if (spec?["type"]?.ToString() != "LoadBalancer" || old?["type"]?.ToString() != "LoadBalancer") return;
        if (!JsonNode.DeepEquals(spec["loadBalancerClass"], old["loadBalancerClass"]))
            causes.Invalid("spec.loadBalancerClass", spec["loadBalancerClass"]?.DeepClone(), "may not change once set");
        if (ServiceTraffic.NeedsHealthCheck(spec) && ServiceTraffic.NeedsHealthCheck(old)
            && !JsonNode.DeepEquals(spec["healthCheckNodePort"], old["healthCheckNodePort"]))
            causes.Forbidden("spec.healthCheckNodePort", "field is immutable");
    }

    private static void ExternalName(JsonNode spec, Causes causes)
    {
        foreach (var field in (ReadOnlySpan<string>)["clusterIPs", "ipFamilies"])
        {
            if (spec[field] is JsonArray { Count: > 0 }) causes.Forbidden("spec." + field, "may not be set for ExternalName services");
        }

        if (spec["ipFamilyPolicy"] is not null) causes.Forbidden("spec.ipFamilyPolicy", "may not be set for ExternalName services");
        var name = spec["externalName"]?.ToString() ?? "";
        var host = name.EndsWith('.') ? name[..^1] : name;
        if (host.Length == 0) causes.Required("spec.externalName");
        else if (ObjectNames.SubdomainProblem(host) is { } problem) causes.Invalid("spec.externalName", host, problem);
    }

    private static void Port(JsonObject port, string field, bool named, HashSet<string> names, Causes causes)
    {
        var name = port["name"]?.ToString() ?? "";
        if (name.Length == 0 && named) causes.Required(field + ".name");
        else if (name.Length > 0)
        {
            if (ObjectNames.LabelProblem(name) is { } problem) causes.Invalid(field + ".name", name, problem);
            if (!names.Add(name)) causes.Duplicate(field + ".name", name);
        }

        if (ObjectMeta.Number(port["port"]) is not (>= 1 and <= 65535)) causes.Invalid(field + ".port", port["port"] ?? 0, PortRange);
        var protocol = port["protocol"]?.ToString();
        if (protocol is not (null or "TCP" or "UDP" or "SCTP")) causes.Unsupported(field + ".protocol", protocol, "SCTP", "TCP", "UDP");
        if (port["targetPort"] is { } target) ContainerRules.PortReference(target, field + ".targetPort", causes);
        if (port["appProtocol"]?.ToString() is { } spoken && ObjectNames.QualifiedNameProblem(spoken) is { } wrong)
            causes.Invalid(field + ".appProtocol", spoken, wrong);
    }

    // Numbers are taken once for each protocol.
    private static void Numbers(List<JsonObject> ports, string type, Causes causes)
    {
        var (onNodes, inside) = (new HashSet<string>(), new HashSet<string>());
        for (var at = 0; at < ports.Count; at++)
        {
            var (port, protocol) = (ports[at], ports[at]["protocol"]?.ToString() ?? "TCP");
            if (ObjectMeta.Number(port["nodePort"]) is { } number and not 0)
            {
                if (type == "ClusterIP") causes.Forbidden($"spec.ports[{at}].nodePort", "may not be used when `type` is 'ClusterIP'");
                if (!onNodes.Add($"{protocol}/{number}")) causes.Duplicate($"spec.ports[{at}].nodePort", number);
            }

            if (!inside.Add($"{protocol}/{port["port"]}"))
                causes.Duplicate($"spec.ports[{at}]", new JsonObject { ["port"] = port["port"]?.DeepClone(), ["protocol"] = protocol });
        }
    }

    private static void Affinity(JsonNode? spec, Causes causes)
    {
        var affinity = spec?["sessionAffinity"]?.ToString() ?? "None";
        if (affinity is not ("None" or "ClientIP")) causes.Unsupported("spec.sessionAffinity", affinity, "ClientIP", "None");
        if (affinity == "None" && spec?["sessionAffinityConfig"] is not null)
            causes.Forbidden("spec.sessionAffinityConfig", "must not be set when session affinity is None");
        var seconds = ObjectMeta.Number(spec?["sessionAffinityConfig"]?["clientIP"]?["timeoutSeconds"]);
        if (affinity == "ClientIP" && seconds is <= 0 or > 86400)
            causes.Invalid("spec.sessionAffinityConfig.clientIP.timeoutSeconds", seconds, "must be greater than 0 and less than 86400");
    }
}
