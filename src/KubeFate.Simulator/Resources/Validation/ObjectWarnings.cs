using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What a server takes but warns of (kubernetes pkg/api/pod/warnings.go, pkg/api/service/warnings.go, as of 1.36).</summary>
internal static class ObjectWarnings
{
    /// <param name="before">Null for a new object. What did not change is not warned of again.</param>
    public static IReadOnlyList<string> Of(ResourceType type, JsonObject item, JsonObject? before)
    {
        if (before is not null && JsonNode.DeepEquals(item["spec"], before["spec"])) return [];
        var warnings = new List<string>();
        if (type == ResourceCatalog.Pods) PodWarnings.Add(item["spec"], "spec", warnings);
        else if (type == ResourceCatalog.CronJobs) PodWarnings.Add(item["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"], "spec.jobTemplate.spec.template.spec", warnings);
        else if (type.Group is "apps" or "batch") PodWarnings.Add(item["spec"]?["template"]?["spec"], "spec.template.spec", warnings);
        else if (type == ResourceCatalog.Services) Service(item["spec"], warnings);
        else if (type == ResourceCatalog.Ingresses && before is null && item["metadata"]?["annotations"]?["kubernetes.io/ingress.class"] is not null)
            warnings.Add("annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead");
        return warnings;
    }

    private static void Service(JsonNode? spec, List<string> warnings)
    {
        var isNamed = spec?["type"]?.ToString() == "ExternalName";
        var hasOutside = spec?["externalIPs"] is JsonArray { Count: > 0 };
        if (spec?["type"]?.ToString() is "ClusterIP" && spec["clusterIP"]?.ToString() == "None")
        {
            if (!string.IsNullOrEmpty(spec["loadBalancerIP"]?.ToString())) warnings.Add("spec.loadBalancerIP is ignored for headless services");
            if (hasOutside) warnings.Add("spec.externalIPs is ignored for headless services");
            if (spec["sessionAffinity"]?.ToString() is not (null or "None")) warnings.Add("spec.SessionAffinity is ignored for headless services");
        }

        if (isNamed && hasOutside) warnings.Add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        if (!isNamed && !string.IsNullOrEmpty(spec?["externalName"]?.ToString()))
            warnings.Add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
}
