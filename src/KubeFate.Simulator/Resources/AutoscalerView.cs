using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>Autoscalers as <c>autoscaling/v1</c> says them: one target for the processor instead of a list of metrics.</summary>
internal static class AutoscalerView
{
    private const string Target = "targetCPUUtilizationPercentage";

    public static TypeView Of(ResourceType stored) => new(stored, ToServed, ToStored);

    private static JsonObject ToServed(JsonObject item)
    {
        var copy = (JsonObject)item.DeepClone();
        copy["apiVersion"] = "autoscaling/v1";
        if (copy["spec"] is not JsonObject spec) return copy;
        var processor = (spec["metrics"] as JsonArray ?? []).FirstOrDefault(metric => metric?["resource"]?["name"]?.ToString() == "cpu");
        if (processor?["resource"]?["target"]?["averageUtilization"] is { } percentage) spec[Target] = percentage.DeepClone();
        spec.Remove("metrics");
        spec.Remove("behavior");
        return copy;
    }

    private static JsonObject ToStored(JsonObject item)
    {
        var copy = (JsonObject)item.DeepClone();
        copy["apiVersion"] = "autoscaling/v2";
        if (copy["spec"] is not JsonObject spec || spec[Target] is not { } percentage) return copy;
        spec.Remove(Target);
        spec["metrics"] = new JsonArray(new JsonObject
        {
            ["type"] = "Resource",
            ["resource"] = new JsonObject
            {
                ["name"] = "cpu",
                ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percentage.DeepClone() },
            },
        });
        return copy;
    }
}
