using System.Text.Json.Nodes;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>What a pod names: Secrets, ConfigMaps, claims, its account, its classes. What it may do without (<c>optional</c>) does not count.</summary>
internal static class PodReferences
{
    public static IEnumerable<ManifestReference> Of(string user, JsonNode? pod, string doesNotStart)
    {
        if (pod is null) return [];
        IEnumerable<(string ApiVersion, string Kind, string Name)> named =
        [
            ("v1", "ServiceAccount", Text(pod, "serviceAccountName") is "default" ? "" : Text(pod, "serviceAccountName")),
            ("scheduling.k8s.io/v1", "PriorityClass", Text(pod, "priorityClassName")),
            ("node.k8s.io/v1", "RuntimeClass", Text(pod, "runtimeClassName")),
            .. Items(pod, "volumes").SelectMany(OfVolume),
            .. Items(pod, "containers").Concat(Items(pod, "initContainers")).SelectMany(OfContainer),
        ];
        return
        [
            .. named.Select(each => new ManifestReference(new(each.ApiVersion, each.Kind, each.Name), null, user, doesNotStart)),
            .. Items(pod, "imagePullSecrets").Select(secret =>
                new ManifestReference(new("v1", "Secret", Text(secret, "name")), null, user, "images of a private registry are not pulled")),
        ];
    }

    private static IEnumerable<(string, string, string)> OfVolume(JsonObject volume) =>
    [
        Needed("Secret", volume["secret"], "secretName"),
        Needed("ConfigMap", volume["configMap"], "name"),
        Needed("PersistentVolumeClaim", volume["persistentVolumeClaim"], "claimName"),
        .. Items(volume["projected"], "sources").SelectMany(source => new[] { Needed("Secret", source["secret"], "name"), Needed("ConfigMap", source["configMap"], "name") }),
    ];

    private static IEnumerable<(string, string, string)> OfContainer(JsonObject container) =>
    [
        .. Items(container, "env").Select(variable => variable["valueFrom"]).SelectMany(from =>
            new[] { Needed("Secret", from?["secretKeyRef"], "name"), Needed("ConfigMap", from?["configMapKeyRef"], "name") }),
        .. Items(container, "envFrom").SelectMany(from => new[] { Needed("Secret", from["secretRef"], "name"), Needed("ConfigMap", from["configMapRef"], "name") }),
    ];

    private static (string ApiVersion, string Kind, string Name) Needed(string kind, JsonNode? reference, string key) =>
        ("v1", kind, reference?["optional"]?.GetValue<bool>() == true ? "" : Text(reference, key));

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";

    private static IEnumerable<JsonObject> Items(JsonNode? node, string key) => (node?[key] as JsonArray ?? []).OfType<JsonObject>();
}
