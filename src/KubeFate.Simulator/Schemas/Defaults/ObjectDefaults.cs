using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Defaults of other kinds that depend on other fields.</summary>
internal static class ObjectDefaults
{
    /// <summary><c>stringData</c> can only be written: it becomes <c>data</c>.</summary>
    public static void Secret(JsonObject secret)
    {
        if (secret["stringData"] is not JsonObject plain)
        {
            return;
        }

        var data = secret["data"] as JsonObject;
        if (data is null && plain.Count > 0)
        {
            secret["data"] = data = [];
        }

        foreach (var (name, value) in plain)
        {
            data![name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.GetValue<string>() ?? ""));
        }

        secret.Remove("stringData");
    }

    public static void Namespace(JsonObject ns)
    {
        if (ns["metadata"] is not JsonObject metadata || (string?)metadata["name"] is not { Length: > 0 } name)
        {
            return;
        }

        var labels = metadata["labels"] as JsonObject;
        if (labels is null)
        {
            metadata["labels"] = labels = [];
        }

        labels["kubernetes.io/metadata.name"] = name;
    }

    public static void Subject(JsonObject subject)
    {
        if (subject["apiGroup"] is null && (string?)subject["kind"] is "User" or "Group")
        {
            subject["apiGroup"] = "rbac.authorization.k8s.io";
        }
    }

    public static void PolicyTypes(JsonObject spec)
    {
        if (spec["policyTypes"] is null)
        {
            spec["policyTypes"] = spec["egress"] is JsonArray { Count: > 0 } ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
        }
    }

    public static void CpuMetric(JsonObject spec) =>
        spec["metrics"] ??= JsonNode.Parse("""[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":80}}}]""");

    /// <summary>What containers get that say nothing: limits from the maximum, requests from the limits, then from the minimum.</summary>
    public static void LimitRange(JsonObject limit)
    {
        if ((string?)limit["type"] is not "Container") return;
        foreach (var (to, from) in ((string, string)[])[("default", "max"), ("defaultRequest", "default"), ("defaultRequest", "min")])
        {
            if (limit[from] is not JsonObject { Count: > 0 } given) continue;
            if (limit[to] is not JsonObject taken) limit[to] = taken = [];
            foreach (var (name, quantity) in given) taken[name] ??= quantity?.DeepClone();
        }
    }

    public static void ResourceNames(JsonObject names)
    {
        if ((string?)names["kind"] is { Length: > 0 } kind)
        {
            names["singular"] ??= kind.ToLowerInvariant();
            names["listKind"] ??= kind + "List";
        }
    }
}
