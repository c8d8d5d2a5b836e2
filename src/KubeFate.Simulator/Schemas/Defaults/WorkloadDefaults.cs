using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Defaults of workloads that depend on other fields.</summary>
internal static class WorkloadDefaults
{
    public static void RollingUpdate(JsonObject strategy)
    {
        if ((string?)strategy["type"] is "RollingUpdate")
        {
            strategy["rollingUpdate"] ??= new JsonObject();
        }
    }

    public static void ClaimTemplates(JsonObject spec)
    {
        foreach (var claim in (spec["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>())
        {
            claim["apiVersion"] ??= "v1";
            claim["kind"] ??= "PersistentVolumeClaim";
        }
    }

    public static void SelectorFromTemplate(JsonObject spec)
    {
        if (spec["selector"] is null && spec["template"]?["metadata"]?["labels"] is JsonObject labels)
        {
            spec["selector"] = labels.DeepClone();
        }
    }

    public static void Job(JsonObject job)
    {
        if (job["spec"] is not JsonObject spec)
        {
            return;
        }

        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
        }

        spec["parallelism"] ??= 1;
        spec["backoffLimit"] ??= spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue;
        spec["completionMode"] ??= "NonIndexed";
        spec["suspend"] ??= false;
        spec["podReplacementPolicy"] ??= spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed";
        LabelsFromTemplate(job, spec);
    }

    private static void LabelsFromTemplate(JsonObject job, JsonObject spec)
    {
        if (spec["template"]?["metadata"]?["labels"] is JsonObject { Count: > 0 } labels && job["metadata"] is JsonObject metadata)
        {
            metadata["labels"] ??= labels.DeepClone();
        }
    }
}
