using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;

namespace KubeFate.Simulator.Admission;

/// <summary>
/// What an update of a Service leaves to the server: values that were given once stay when the sender leaves them out, and those that only the old
/// type needed go, unless the sender asks for others (kubernetes pkg/registry/core/service: patchAllocatedValues, dropTypeDependentFields).
/// </summary>
internal static class ServiceUpdates
{
    /// <summary>Fills in what the server gave before.</summary>
    public static void Keep(JsonObject before, JsonObject spec)
    {
        var old = before.Child("spec");
        if (NeedsAddress(old) && NeedsAddress(spec)) KeepAddress(old, spec);
        if (IsOnNodes(old) && IsOnNodes(spec)) KeepPorts(old, spec);
        if (NeedsHealthCheck(old) && NeedsHealthCheck(spec) && spec.Number("healthCheckNodePort") is null or 0)
            spec["healthCheckNodePort"] = old["healthCheckNodePort"]?.DeepClone();
        foreach (var field in (ReadOnlySpan<string>)["ipFamilyPolicy", "ipFamilies"])
        {
            if (NeedsAddress(spec) && spec[field] is null && old[field] is { } kept) spec[field] = kept.DeepClone();
        }
    }

    /// <summary>Takes away what the new type has no use for and the sender did not touch.</summary>
    public static void Drop(JsonObject before, JsonObject spec)
    {
        var old = before.Child("spec");
        if (NeedsAddress(old) && !NeedsAddress(spec))
        {
            foreach (var field in (ReadOnlySpan<string>)["clusterIPs", "clusterIP", "ipFamilies", "ipFamilyPolicy"]) RemoveSame(old, spec, field);
        }

        if (IsOnNodes(old) && !IsOnNodes(spec) && NodePorts(spec).All(port => NodePorts(old).Contains(port)))
        {
            foreach (var port in spec.Items("ports")) port.Remove("nodePort");
        }

        if (NeedsHealthCheck(old) && !NeedsHealthCheck(spec)) RemoveSame(old, spec, "healthCheckNodePort");
        if (old.Is("LoadBalancer", "type") && !spec.Is("LoadBalancer", "type"))
        {
            RemoveSame(old, spec, "allocateLoadBalancerNodePorts");
            RemoveSame(old, spec, "loadBalancerClass");
        }

        if (IsOnNodes(old) && !IsOnNodes(spec)) RemoveSame(old, spec, "externalTrafficPolicy");
    }

    public static bool NeedsAddress(JsonObject? spec) => !spec.Is("ExternalName", "type");

    public static bool IsOnNodes(JsonObject? spec) => spec.Text("type") is "NodePort" or "LoadBalancer";

    /// <summary>Whether load balancers ask the nodes on a port of its own which of them have pods.</summary>
    public static bool NeedsHealthCheck(JsonObject? spec) => spec.Is("LoadBalancer", "type") && spec.Is("Local", "externalTrafficPolicy");

    // Clients may know the older field, clusterIP, alone.
    private static void KeepAddress(JsonObject old, JsonObject spec)
    {
        var (address, oldAddress) = (spec.Text("clusterIP") ?? "", old.Text("clusterIP") ?? "");
        var samePlural = JsonNode.DeepEquals(spec["clusterIPs"], old["clusterIPs"]);
        if (samePlural && address.Length > 0 && address != oldAddress) spec["clusterIPs"] = new JsonArray(address);
        if (address.Length == 0) spec["clusterIP"] = oldAddress;
        if (spec["clusterIPs"] is not JsonArray { Count: > 0 }) spec["clusterIPs"] = old["clusterIPs"]?.DeepClone();
    }

    private static void KeepPorts(JsonObject old, JsonObject spec)
    {
        var used = NodePorts(spec).Intersect(NodePorts(old)).ToHashSet();
        foreach (var port in spec.Items("ports").Where(port => port.Number("nodePort") is null or 0))
        {
            var kept = old.Items("ports").LastOrDefault(each => each.Is(port.Text("name"), "name")).Number("nodePort") ?? 0;
            if (kept > 0 && !used.Contains(kept)) port["nodePort"] = kept;
        }
    }

    private static IEnumerable<long> NodePorts(JsonObject spec) => spec.Items("ports").Select(port => port.Number("nodePort") ?? 0).Where(port => port > 0);

    private static void RemoveSame(JsonObject old, JsonObject spec, string field)
    {
        if (JsonNode.DeepEquals(old[field], spec[field])) spec.Remove(field);
    }
}
