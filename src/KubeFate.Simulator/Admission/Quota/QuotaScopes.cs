using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Controllers.Scheduling;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission.Quota;

/// <summary>The scopes by which a quota counts only some pods.</summary>
internal static class QuotaScopes
{
    /// <summary>Whether a quota counts an object. Scopes select pods; a quota that has some counts nothing else.</summary>
    public static bool Matches(JsonObject quota, ResourceType type, JsonObject item)
    {
        var requirements = quota.Items("spec", "scopeSelector", "matchExpressions").ToList();
        var scopes = quota.At("spec", "scopes") is JsonArray named ? named.Select(scope => scope?.ToString() ?? "").ToList() : [];
        if (scopes.Count == 0 && requirements.Count == 0) return true;
        return type == ResourceCatalog.Pods && scopes.TrueForAll(scope => Has(item, scope)) && requirements.TrueForAll(requirement => Satisfies(item, requirement));
    }

    private static bool Satisfies(JsonObject pod, JsonObject requirement)
    {
        var scope = requirement.Text("scopeName") ?? "";
        if (scope is not "PriorityClass") return requirement.Text("operator") is "DoesNotExist" ? !Has(pod, scope) : Has(pod, scope);
        var values = requirement.At("values") is JsonArray all ? all.Select(value => value?.ToString()).ToList() : [];
        var named = pod.Text("spec", "priorityClassName");
        return requirement.Text("operator") switch
        {
            "In" => values.Contains(named),
            "NotIn" => !values.Contains(named),
            "Exists" => !string.IsNullOrEmpty(named),
            _ => string.IsNullOrEmpty(named),
        };
    }

    private static bool Has(JsonObject pod, string scope) => scope switch
    {
        "Terminating" => pod.Number("spec", "activeDeadlineSeconds") is >= 0,
        "NotTerminating" => pod.Number("spec", "activeDeadlineSeconds") is null,
        "BestEffort" => QualityOfService.Of(pod) is "BestEffort",
        "NotBestEffort" => QualityOfService.Of(pod) is not "BestEffort",
        "PriorityClass" => !string.IsNullOrEmpty(pod.Text("spec", "priorityClassName")),
        "CrossNamespacePodAffinity" => UsesOtherNamespaces(pod),
        _ => false,
    };

    private static bool UsesOtherNamespaces(JsonObject pod) => ((string[])["podAffinity", "podAntiAffinity"]).Any(kind =>
        pod.Items("spec", "affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution")
            .Concat(pod.Items("spec", "affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution").Select(term => term.At("podAffinityTerm") as JsonObject ?? []))
            .Any(term => term.At("namespaces") is JsonArray { Count: > 0 } || term.At("namespaceSelector") is JsonObject));
}
