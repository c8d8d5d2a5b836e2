using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What Services say of traffic from outside: only those that are reached from there may say it.</summary>
internal static class ServiceTraffic
{
    public static void Check(JsonNode? spec, string type, Causes causes)
    {
        Sources(spec?["loadBalancerSourceRanges"] as JsonArray ?? [], type, causes);
        if (type != "LoadBalancer")
        {
            foreach (var field in (ReadOnlySpan<string>)["allocateLoadBalancerNodePorts", "loadBalancerClass"])
            {
                if (spec?[field] is not null) causes.Forbidden("spec." + field, "may only be used when `type` is 'LoadBalancer'");
            }
        }
        else if (spec!["loadBalancerClass"]?.ToString() is { } name && ObjectNames.QualifiedNameProblem(name) is { } problem)
        {
            causes.Invalid("spec.loadBalancerClass", name, problem);
        }

        External(spec, type, causes);
        var inside = spec?["internalTrafficPolicy"]?.ToString();
        if (inside is not (null or "Cluster" or "Local")) causes.Unsupported("spec.internalTrafficPolicy", inside, "Cluster", "Local");
        var spread = spec?["trafficDistribution"]?.ToString();
        if (spread is not (null or "PreferClose" or "PreferSameZone" or "PreferSameNode"))
            causes.Unsupported("spec.trafficDistribution", spread, "PreferClose", "PreferSameZone", "PreferSameNode");
    }

    public static bool NeedsHealthCheck(JsonNode? spec) =>
        spec?["type"]?.ToString() == "LoadBalancer" && spec["externalTrafficPolicy"]?.ToString() == "Local";

    private static void External(JsonNode? spec, string type, Causes causes)
    {
        var policy = spec?["externalTrafficPolicy"]?.ToString();
        var isReached = type is "NodePort" or "LoadBalancer" || (type == "ClusterIP" && spec?["externalIPs"] is JsonArray { Count: > 0 });
        if (!isReached && !string.IsNullOrEmpty(policy))
            causes.Invalid("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services");
        else if (isReached && policy is not (null or "Cluster" or "Local"))
            causes.Unsupported("spec.externalTrafficPolicy", policy, "Cluster", "Local");
        if (ObjectMeta.Number(spec?["healthCheckNodePort"]) is not ({ } port and not 0)) return;
        if (!NeedsHealthCheck(spec))
            causes.Invalid("spec.healthCheckNodePort", port, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        else if (port is < 1 or > 65535) causes.Invalid("spec.healthCheckNodePort", port, "must be between 1 and 65535, inclusive");
    }

    private static void Sources(JsonArray ranges, string type, Causes causes)
    {
        // Spelled with a capital here by Kubernetes itself.
        const string Field = "spec.LoadBalancerSourceRanges";
        if (ranges.Count > 0 && type != "LoadBalancer") causes.Forbidden(Field, "may only be used when `type` is 'LoadBalancer'");
        for (var at = 0; at < ranges.Count; at++)
        {
            var range = ranges[at]?.ToString().Trim() ?? "";
            if (AddressNames.Range(range) is null) causes.Invalid($"{Field}[{at}]", range, AddressNames.RangeSentence);
        }
    }
}
