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
        if (ObjectMeta.Number(spec?["replicas"]) is < 0)
            causes.Invalid("spec.replicas", spec!["replicas"], "must be greater than or equal to 0");
        MetadataRules.Labels(labels, "spec.template.labels", causes);
        var claimed = (spec?["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>().Select(ObjectMeta.Name);
        PodRules.Spec(spec?["template"]?["spec"], "spec.template.spec", causes, claimed);
        var restart = spec?["template"]?["spec"]?["restartPolicy"]?.ToString();
        if (restart is "OnFailure" or "Never") causes.Unsupported("spec.template.spec.restartPolicy", restart, "Always");
    }

    public static void Job(JsonNode? spec, string field, Causes causes)
    {
        var template = spec?["template"];
        PodRules.Spec(template?["spec"], field + ".template.spec", causes);
        var restart = template?["spec"]?["restartPolicy"]?.ToString();
        if (string.IsNullOrEmpty(restart))
            causes.Required(field + ".template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
        else if (restart == "Always") causes.Unsupported(field + ".template.spec.restartPolicy", restart, "OnFailure", "Never");
        foreach (var count in (ReadOnlySpan<string>)["completions", "parallelism", "backoffLimit", "activeDeadlineSeconds"])
        {
            if (ObjectMeta.Number(spec?[count]) is < 0)
                causes.Invalid($"{field}.{count}", spec![count], "must be greater than or equal to 0");
        }
    }

    public static void CronJob(JsonObject item, Causes causes)
    {
        if (string.IsNullOrEmpty(item["spec"]?["schedule"]?.ToString())) causes.Required("spec.schedule");
        Job(item["spec"]?["jobTemplate"]?["spec"], "spec.jobTemplate.spec", causes);
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
