using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>Finds out what a pod refers to and does not exist, and words it as a kubelet does.</summary>
internal static class PodSources
{
    /// <summary>Why the pod's volumes cannot be mounted, or null.</summary>
    public static string? VolumeProblem(ObjectStore store, JsonObject pod)
    {
        foreach (var volume in pod.Items("spec", "volumes"))
        {
            var problem = Missing(store, pod.Namespace(), volume["configMap"], ResourceCatalog.ConfigMaps, "name")
                ?? Missing(store, pod.Namespace(), volume["secret"], ResourceCatalog.Secrets, "secretName")
                ?? volume.Items("projected", "sources").Select(source =>
                    Missing(store, pod.Namespace(), source["configMap"], ResourceCatalog.ConfigMaps, "name")
                    ?? Missing(store, pod.Namespace(), source["secret"], ResourceCatalog.Secrets, "name"))
                    .FirstOrDefault(missing => missing is not null);
            if (problem is not null) return $"MountVolume.SetUp failed for volume \"{volume.Text("name")}\" : {problem}";
        }

        return null;
    }

    /// <summary>Why a container's environment cannot be made, or null.</summary>
    public static string? EnvironmentProblem(ObjectStore store, string ns, JsonObject container)
    {
        foreach (var source in container.Items("envFrom"))
        {
            var problem = Missing(store, ns, source["configMapRef"], ResourceCatalog.ConfigMaps, "name")
                ?? Missing(store, ns, source["secretRef"], ResourceCatalog.Secrets, "name");
            if (problem is not null) return problem;
        }

        return container.Items("env")
            .Select(variable => MissingKey(store, ns, variable.At("valueFrom", "configMapKeyRef"), ResourceCatalog.ConfigMaps)
                ?? MissingKey(store, ns, variable.At("valueFrom", "secretKeyRef"), ResourceCatalog.Secrets))
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? Missing(ObjectStore store, string ns, JsonNode? reference, ResourceType type, string nameField)
    {
        if (reference.Text(nameField) is not { } name || reference.Flag("optional")) return null;
        if (store.Get(new(type, ns, name)) is not { } found) return $"{type.Singular} \"{name}\" not found";
        var key = reference.Items("items").Select(item => item.Text("key")).FirstOrDefault(key => key is not null && !HasKey(found, key));
        return key is null ? null : $"references non-existent {(type == ResourceCatalog.Secrets ? "secret" : "config")} key: {key}";
    }

    private static bool HasKey(JsonObject found, string key) => (found.At("data", key) ?? found.At("binaryData", key)) is not null;

    private static string? MissingKey(ObjectStore store, string ns, JsonNode? reference, ResourceType type)
    {
        if (Missing(store, ns, reference, type, "name") is { } problem) return problem;
        if (reference.Text("name") is not { } name || reference.Flag("optional") || reference.Text("key") is not { } key) return null;
        return HasKey(store.Get(new(type, ns, name))!, key) ? null : $"couldn't find key {key} in {type.Kind} {ns}/{name}";
    }
}
