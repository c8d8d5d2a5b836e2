using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>ResourceQuotas and LimitRanges.</summary>
internal static class QuotaRules
{
    private static readonly string[] Standard =
    [
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage", "requests.storage", "limits.cpu",
        "limits.memory", "limits.ephemeral-storage", "pods", "resourcequotas", "services", "services.nodeports", "services.loadbalancers",
        "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps",
    ];

    private static readonly string[] Counts =
        ["pods", "resourcequotas", "services", "services.nodeports", "services.loadbalancers", "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps"];

    public static void Quota(JsonObject item, Causes causes)
    {
        foreach (var (name, quantity) in item["spec"]?["hard"] as JsonObject ?? [])
        {
            var field = $"spec.hard[{name}]";
            if (!name.Contains('/') && !Standard.Contains(name) && !name.Contains("hugepages-", StringComparison.Ordinal))
                causes.Invalid(field, name, "must be a standard resource type or fully qualified");
            if (Quantity.Parse(quantity?.ToString() ?? "") is not { } amount) continue;
            if (amount < 0) causes.Invalid(field, quantity!.ToString(), "must be greater than or equal to 0");
            if ((Counts.Contains(name) || name.StartsWith("count/", StringComparison.Ordinal)) && amount % 1 != 0) causes.Invalid(field, quantity!.ToString(), "must be an integer");
        }
    }

    public static void LimitRange(JsonObject item, Causes causes)
    {
        foreach (var (limit, at) in (item["spec"]?["limits"] as JsonArray ?? []).OfType<JsonObject>().Select((limit, at) => (limit, at)))
        {
            var here = $"spec.limits[{at}]";
            var type = limit["type"]?.ToString();
            foreach (var field in (ReadOnlySpan<string>)["default", "defaultRequest"])
            {
                if (type is "Pod" && limit[field] is JsonObject { Count: > 0 }) causes.Forbidden($"{here}.{field}", "may not be specified when `type` is 'Pod'");
            }

            if (type is "PersistentVolumeClaim" && limit["min"]?["storage"] is null && limit["max"]?["storage"] is null)
                causes.Required(here + ".limits", "either minimum or maximum storage value is required, but neither was provided");
            Ordered(limit, here, causes);
        }
    }

    // min <= defaultRequest <= default <= max, as far as each is given.
    private static void Ordered(JsonObject limit, string here, Causes causes)
    {
        foreach (var (low, high, lowWord, highWord, told) in ((string, string, string, string, string)[])
        [
            ("min", "max", "min", "max", "min"), ("min", "defaultRequest", "min", "default request", "defaultRequest"),
            ("defaultRequest", "max", "default request", "max", "defaultRequest"), ("defaultRequest", "default", "default request", "default limit", "defaultRequest"),
            ("min", "default", "min", "default", "default"), ("default", "max", "default", "max", "default"),
        ])
        {
            foreach (var (name, quantity) in limit[low] as JsonObject ?? [])
            {
                if (limit[high]?[name] is not { } top || Quantity.Parse(quantity!.ToString()) <= Quantity.Parse(top.ToString())) continue;
                causes.Invalid($"{here}.{told}[{name}]", limit[told]![name]!.ToString(), $"{lowWord} value {quantity} is greater than {highWord} value {top}");
            }
        }
    }
}
