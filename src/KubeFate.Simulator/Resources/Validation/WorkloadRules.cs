using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Workloads that make pods from a template.</summary>
internal static class WorkloadRules
{
    /// <summary>A workload whose selector must match its template's labels.</summary>
    public static void Selected(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var selector = spec?["selector"] as JsonObject;
        var labels = spec?["template"]?["metadata"]?["labels"] as JsonObject ?? [];
        if (selector is null) causes.Required("spec.selector");
        else if (selector is not ({ Count: > 0 }))
            causes.Invalid("spec.selector", selector.DeepClone(), "empty selector is invalid for this workload");
        else if (!Matches(selector, labels))
            causes.Invalid("spec.template.metadata.labels", labels.DeepClone(), "`selector` does not match template `labels`");
        NotNegative(spec, "spec", causes, "replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds");
        if (ObjectMeta.Number(spec?["progressDeadlineSeconds"]) is { } deadline && deadline <= (ObjectMeta.Number(spec?["minReadySeconds"]) ?? 0))
            causes.Invalid("spec.progressDeadlineSeconds", spec!["progressDeadlineSeconds"], "must be greater than minReadySeconds");
        MetadataRules.Labels(labels, "spec.template.labels", causes);
        var claimed = (spec?["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>().Select(ObjectMeta.Name);
        PodRules.Spec(spec?["template"]?["spec"], "spec.template.spec", causes, claimed);
        var restart = spec?["template"]?["spec"]?["restartPolicy"]?.ToString();
        if (restart is "OnFailure" or "Never") causes.Unsupported("spec.template.spec.restartPolicy", restart, "Always");
    }

    public static void ClaimTemplates(JsonObject item, Causes causes)
    {
        foreach (var (claim, at) in (item["spec"]?["volumeClaimTemplates"] as JsonArray ?? []).Select((claim, at) => (claim, at)))
            StoredRules.Claim(claim?["spec"], $"spec.volumeClaimTemplates[{at}].spec", causes);
        var service = item["spec"]?["serviceName"]?.ToString() ?? "";
        if (service.Length > 0 && ObjectNames.LabelProblem(service) is { } problem) causes.Invalid("spec.serviceName", service, problem);
    }

    public static void Job(JsonNode? spec, string field, Causes causes)
    {
        var template = spec?["template"];
        PodRules.Spec(template?["spec"], field + ".template.spec", causes);
        var restart = template?["spec"]?["restartPolicy"]?.ToString();
        if (restart is null or "" or "Always")
            causes.Required(field + ".template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
        NotNegative(
            spec, field, causes, "completions", "parallelism", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "backoffLimitPerIndex",
            "maxFailedIndexes");
        var mode = spec?["completionMode"]?.ToString() ?? "NonIndexed";
        if (mode is not ("NonIndexed" or "Indexed")) causes.Unsupported(field + ".completionMode", mode, "Indexed", "NonIndexed");
        if (mode is "Indexed" && spec!["completions"] is null) causes.Required(field + ".completions", "when completion mode is Indexed");
        if (mode is "NonIndexed" && spec?["backoffLimitPerIndex"] is { } limit)
            causes.Invalid(field + ".backoffLimitPerIndex", limit.DeepClone(), "requires indexed completion mode");
    }

    public static void CronJob(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var schedule = spec?["schedule"]?.ToString() ?? "";
        if (schedule.Length == 0) causes.Required("spec.schedule");
        else if (schedule.Contains("TZ", StringComparison.Ordinal))
            causes.Invalid("spec.schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        else if (CronSchedule.Problem(schedule) is { } problem) causes.Invalid("spec.schedule", schedule, problem);
        var concurrency = spec?["concurrencyPolicy"]?.ToString();
        if (concurrency is not (null or "Allow" or "Forbid" or "Replace")) causes.Unsupported("spec.concurrencyPolicy", concurrency, "Allow", "Forbid", "Replace");
        NotNegative(spec, "spec", causes, "startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit");
        Job(item["spec"]?["jobTemplate"]?["spec"], "spec.jobTemplate.spec", causes);
    }

    private static void NotNegative(JsonNode? spec, string field, Causes causes, params ReadOnlySpan<string> counts)
    {
        foreach (var count in counts)
        {
            if (ObjectMeta.Number(spec?[count]) is < 0) causes.Invalid($"{field}.{count}", spec![count], "must be greater than or equal to 0");
        }
    }

    private static bool Matches(JsonObject selector, JsonObject labels) =>
        (selector["matchLabels"] as JsonObject ?? []).All(wanted => labels[wanted.Key]?.ToString() == wanted.Value?.ToString())
        && (selector["matchExpressions"] as JsonArray ?? []).All(wanted => Holds(wanted, labels));

    private static bool Holds(JsonNode? requirement, JsonObject labels)
    {
        var label = labels[requirement?["key"]?.ToString() ?? ""]?.ToString();
        var values = (requirement?["values"] as JsonArray ?? []).Select(value => value?.ToString());
        return requirement?["operator"]?.ToString() switch
        {
            "In" => label is not null && values.Contains(label),
            "NotIn" => label is null || !values.Contains(label),
            "Exists" => label is not null,
            _ => label is null,
        };
    }
}
