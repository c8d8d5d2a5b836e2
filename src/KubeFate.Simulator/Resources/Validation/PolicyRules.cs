using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Roles, autoscalers, disruption budgets, storage classes and volumes.</summary>
internal static class PolicyRules
{
    public static void Role(JsonObject item, Causes causes)
    {
        foreach (var (rule, at) in (item["rules"] as JsonArray ?? []).OfType<JsonObject>().Select((rule, at) => (rule, at)))
        {
            var here = $"rules[{at}]";
            if (IsEmpty(rule["verbs"])) causes.Required(here + ".verbs", "verbs must contain at least one value");
            if (!IsEmpty(rule["nonResourceURLs"])) continue;
            if (IsEmpty(rule["apiGroups"])) causes.Required(here + ".apiGroups", "resource rules must supply at least one api group");
            if (IsEmpty(rule["resources"])) causes.Required(here + ".resources", "resource rules must supply at least one resource");
        }
    }

    public static void Autoscaler(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var (least, most) = (ObjectMeta.Number(spec?["minReplicas"]) ?? 1, ObjectMeta.Number(spec?["maxReplicas"]) ?? 0);
        if (least < 1) causes.Invalid("spec.minReplicas", spec!["minReplicas"], "must be greater than or equal to 1");
        if (most < 1) causes.Invalid("spec.maxReplicas", spec?["maxReplicas"] ?? 0, "must be greater than 0");
        else if (most < least) causes.Invalid("spec.maxReplicas", spec!["maxReplicas"], "must be greater than or equal to `minReplicas`");
        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (string.IsNullOrEmpty(spec?["scaleTargetRef"]?[field]?.ToString())) causes.Required("spec.scaleTargetRef." + field);
        }
    }

    public static void DisruptionBudget(JsonObject item, Causes causes)
    {
        if (item["spec"]?["minAvailable"] is not null && item["spec"]!["maxUnavailable"] is not null)
            causes.Invalid("spec", item["spec"]!.DeepClone(), "minAvailable and maxUnavailable cannot be both set");
    }

    public static void StorageClass(JsonObject item, Causes causes)
    {
        if (string.IsNullOrEmpty(item["provisioner"]?.ToString())) causes.Required("provisioner");
    }

    public static void Volume(JsonObject item, Causes causes)
    {
        var spec = item["spec"] as JsonObject;
        if (IsEmpty(spec?["accessModes"])) causes.Required("spec.accessModes");
        if (spec?["capacity"]?["storage"] is null) causes.Required("spec.capacity");
        var hasSource = spec?.Any(part => part.Value is JsonObject && part.Key is not ("capacity" or "claimRef" or "nodeAffinity")) ?? false;
        if (!hasSource) causes.Required("spec", "must specify a volume type");
    }

    private static bool IsEmpty(JsonNode? list) => list is not JsonArray { Count: > 0 };
}
