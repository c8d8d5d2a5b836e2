using System.Text.Json.Nodes;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>
/// Finds what the objects of a manifest name and the manifest does not hold. The API server takes such objects all the same: their pods wait, and
/// nobody answers at their addresses.
/// </summary>
internal static class ManifestReferences
{
    private const string DoesNotStart = "its pods do not start";
    private const string Unreachable = "nobody answers at its addresses";

    public static IReadOnlyList<ManifestReference> Of(IReadOnlyList<JsonObject> manifest)
    {
        var held = manifest.Select(ObjectName.Of).Select(name => (name.Kind, name.Name)).ToHashSet();
        return [.. manifest.SelectMany(Of).Where(found => found.Object.Name.Length > 0 && !held.Contains((found.Object.Kind, found.Object.Name))).DistinctBy(found => (found.Object, found.Namespace))];
    }

    private static IEnumerable<ManifestReference> Of(JsonObject item)
    {
        var user = ObjectName.Of(item).ToString();
        var spec = item["spec"];
        return item["kind"]?.ToString() switch
        {
            "Ingress" => OfIngress(user, spec),
            "HTTPRoute" => Items(spec, "parentRefs").Select(parent =>
                new ManifestReference(new("gateway.networking.k8s.io/v1", "Gateway", Text(parent, "name")), parent["namespace"]?.ToString(), user, Unreachable)),
            "PersistentVolumeClaim" => OfClaim(user, spec),
            "Pod" => PodReferences.Of(user, spec, DoesNotStart),
            "CronJob" => PodReferences.Of(user, spec?["jobTemplate"]?["spec"]?["template"]?["spec"], DoesNotStart),
            _ =>
            [
                .. PodReferences.Of(user, spec?["template"]?["spec"], DoesNotStart),
                .. Items(spec, "volumeClaimTemplates").SelectMany(template => OfClaim(user, template["spec"])),
            ],
        };
    }

    private static IEnumerable<ManifestReference> OfIngress(string user, JsonNode? spec) =>
    [
        new(new("networking.k8s.io/v1", "IngressClass", Text(spec, "ingressClassName")), null, user, Unreachable),
        .. Items(spec, "tls").Select(tls => new ManifestReference(new("v1", "Secret", Text(tls, "secretName")), null, user, "its certificate is missing")),
    ];

    // An empty storage class is no name: it asks for volumes that an administrator made.
    private static IEnumerable<ManifestReference> OfClaim(string user, JsonNode? spec) =>
        [new(new("storage.k8s.io/v1", "StorageClass", Text(spec, "storageClassName")), null, user, "its volumes are never made, and its pods wait")];

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";

    private static IEnumerable<JsonObject> Items(JsonNode? node, string key) => (node?[key] as JsonArray ?? []).OfType<JsonObject>();
}
