using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>Every ConfigMap, Secret and account that a pod needs is in the release or the operator's, with the keys that are asked for.</summary>
internal sealed class MountedObjectsExist : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release) =>
        from pod in release.Pods
        from need in Volumes(pod).Concat(Variables(pod)).Concat(Accounts(pod))
        let fault = Fault(release, need)
        where fault is not null
        select $"{pod.Title}: {fault}";

    private static string? Fault(RenderedRelease release, Need need)
    {
        if (need.Name == "default" && need.Kind == "ServiceAccount") return null;
        var found = release.Find(need.Kind, need.Name);
        if (found is null) return release.OfTheOperator.Contains(need.Name) && need.Kind != "ConfigMap" ? null : $"{need.Kind} {need.Name} is not there";
        if (need.Key is null || found["data"]?[need.Key] is not null || found["stringData"]?[need.Key] is not null || found["binaryData"]?[need.Key] is not null) return null;
        return $"{need.Kind} {need.Name} has no key {need.Key}";
    }

    private static IEnumerable<Need> Volumes(Pod pod) =>
        from volume in pod.Volumes
        from source in Pod.List(volume["projected"] as JsonObject ?? [], "sources").Append(volume)
        from need in Source(source, "configMap", "name", "ConfigMap").Concat(Source(source, "secret", source == volume ? "secretName" : "name", "Secret"))
        from key in Keys(pod, volume, need.Items)
        select need.Need with { Key = key };

    private static IEnumerable<(Need Need, JsonObject Items)> Source(JsonObject source, string field, string name, string kind) =>
        source[field] is JsonObject found && found["optional"]?.ToString() != "true" ? [(new(kind, found[name]?.ToString() ?? "", null), found)] : [];

    // Null stands for the object itself. Of a projected volume it is not known which source a path is from.
    private static IEnumerable<string?> Keys(Pod pod, JsonObject volume, JsonObject source)
    {
        string?[] items = [.. Pod.List(source, "items").Select(item => item["key"]?.ToString())];
        var paths = Pod.List(source, "items").ToDictionary(item => item["path"]!.ToString(), item => item["key"]!.ToString());
        var mounted = from container in pod.AllContainers
                      from mount in Pod.List(container, "volumeMounts")
                      where Pod.Name(mount) == Pod.Name(volume) && mount["subPath"] is not null && volume["projected"] is null
                      let path = mount["subPath"]!.ToString()
                      select paths.GetValueOrDefault(path, path);
        return [null, .. items, .. mounted];
    }

    private static IEnumerable<Need> Variables(Pod pod)
    {
        foreach (var container in pod.AllContainers)
        {
            foreach (var from in Pod.List(container, "env").Select(variable => variable["valueFrom"]).OfType<JsonObject>().Concat(Pod.List(container, "envFrom")))
            {
                foreach (var (field, kind) in ((string, string)[])[("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"), ("configMapRef", "ConfigMap"), ("secretRef", "Secret")])
                {
                    if (from[field] is JsonObject reference && reference["optional"]?.ToString() != "true")
                        yield return new(kind, Pod.Name(reference), reference["key"]?.ToString());
                }
            }
        }
    }

    private static IEnumerable<Need> Accounts(Pod pod) =>
        Pod.List(pod.Spec, "imagePullSecrets").Select(secret => new Need("Secret", Pod.Name(secret), null))
            .Concat(pod.Spec["serviceAccountName"] is { } account ? [new("ServiceAccount", account.ToString(), null)] : []);

    private sealed record Need(string Kind, string Name, string? Key);
}
