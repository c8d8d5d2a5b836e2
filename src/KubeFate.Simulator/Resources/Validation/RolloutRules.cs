using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>How workloads replace their pods.</summary>
internal static class RolloutRules
{
    public static void Deployment(JsonObject item, Causes causes)
    {
        var strategy = item["spec"]?["strategy"];
        var type = strategy?["type"]?.ToString() ?? "";
        var rolling = strategy?["rollingUpdate"];
        if (type is not ("" or "Recreate" or "RollingUpdate")) causes.Unsupported("spec.strategy.type", type, "Recreate", "RollingUpdate");
        if (type is "Recreate" && rolling is not null)
        {
            causes.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
        }
        else if (rolling is not null)
        {
            Amount(rolling["maxUnavailable"], "spec.strategy.rollingUpdate.maxUnavailable", causes);
            Amount(rolling["maxSurge"], "spec.strategy.rollingUpdate.maxSurge", causes);
            if (IsZero(rolling["maxUnavailable"]) && IsZero(rolling["maxSurge"]))
                causes.Invalid("spec.strategy.rollingUpdate.maxUnavailable", rolling["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
        }
    }

    /// <summary>StatefulSets and DaemonSets.</summary>
    public static void Update(JsonObject item, Causes causes)
    {
        var strategy = item["spec"]?["updateStrategy"];
        var type = strategy?["type"]?.ToString() ?? "";
        if (type is not ("" or "OnDelete" or "RollingUpdate"))
            causes.Invalid("spec.updateStrategy", strategy?.DeepClone(), "must be 'RollingUpdate' or 'OnDelete'");
        if (type is "OnDelete" && strategy!["rollingUpdate"] is JsonObject { Count: > 0 } rolling)
            causes.Invalid("spec.updateStrategy.rollingUpdate", rolling.DeepClone(), "only allowed for updateStrategy 'RollingUpdate'");
    }

    private static void Amount(JsonNode? amount, string field, Causes causes)
    {
        var text = amount?.ToString() ?? "0";
        if (int.TryParse(text, out var number))
        {
            if (number < 0) causes.Invalid(field, amount, "must be greater than or equal to 0");
        }
        else if (!text.EndsWith('%') || !int.TryParse(text[..^1], out _))
        {
            causes.Invalid(
                field, text, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
        }
        else if (int.Parse(text[..^1]) > 100 && field.EndsWith("maxUnavailable", StringComparison.Ordinal))
        {
            causes.Invalid(field, text, "must not be greater than 100%");
        }
    }

    private static bool IsZero(JsonNode? amount) => amount?.ToString() is "0" or "0%";
}
