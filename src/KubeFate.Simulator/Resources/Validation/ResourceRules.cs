using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Requests and limits of a container (kubernetes pkg/apis/core/validation, validateResourceRequirements).</summary>
internal static class ResourceRules
{
    private static readonly string[] OfContainers = ["cpu", "memory", "ephemeral-storage"];

    // Known to the API, though no container can ask for them.
    private static readonly string[] OfQuotas =
    [
        "requests.cpu", "requests.memory", "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods", "resourcequotas",
        "services", "replicationcontrollers", "secrets", "configmaps", "persistentvolumeclaims", "storage", "requests.storage", "services.nodeports",
        "services.loadbalancers",
    ];

    public static void Check(JsonNode? resources, string field, Causes causes)
    {
        foreach (var kind in (ReadOnlySpan<string>)["limits", "requests"])
        {
            foreach (var (name, amount) in resources?[kind] as JsonObject ?? []) Amount(name, amount?.ToString() ?? "", $"{field}.{kind}[{name}]", causes);
        }

        foreach (var (name, request) in resources?["requests"] as JsonObject ?? [])
        {
            var (asked, limit) = (request?.ToString() ?? "", resources!["limits"]?[name]?.ToString());
            // A processor can be promised to several; a graphics card cannot.
            var canShare = !name.Contains('/') && !IsHugePages(name);
            if (limit is null && !canShare) causes.Required(field + ".limits", "Limit must be set for non overcommitable resources");
            else if (limit is not null && !canShare && Quantity.Parse(asked) != Quantity.Parse(limit))
                causes.Invalid(field + ".requests", asked, $"must be equal to {name} limit of {limit}");
            else if (limit is not null && Quantity.Parse(asked) > Quantity.Parse(limit))
                causes.Invalid(field + ".requests", asked, $"must be less than or equal to {name} limit of {limit}");
        }
    }

    private static void Amount(string name, string amount, string field, Causes causes)
    {
        Name(name, field, causes);
        var parsed = Quantity.Parse(amount);
        if (parsed < 0) causes.Invalid(field, amount, "must be greater than or equal to 0");
        else if (name.Contains('/') && parsed is { } whole && whole != decimal.Truncate(whole)) causes.Invalid(field, amount, "must be an integer");
    }

    private static void Name(string name, string field, Causes causes)
    {
        if (ObjectNames.QualifiedNameProblem(name) is { } problem) causes.Invalid(field, name, problem);
        else if (!name.Contains('/') && !OfContainers.Contains(name) && !IsHugePages(name))
        {
            if (!OfQuotas.Contains(name)) causes.Invalid(field, name, "must be a standard resource type or fully qualified");
            causes.Invalid(field, name, "must be a standard resource for containers");
        }
        else if (name.Contains('/') && !name.Contains("kubernetes.io/", StringComparison.Ordinal) && name.StartsWith("requests.", StringComparison.Ordinal))
        {
            causes.Invalid(field, name, "doesn't follow extended resource name standard");
        }
    }

    private static bool IsHugePages(string name) => name.StartsWith("hugepages-", StringComparison.Ordinal);
}
