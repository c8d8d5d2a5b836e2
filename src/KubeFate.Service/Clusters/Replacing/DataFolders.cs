using System.Text.Json.Nodes;
using KubeFate.Fate;

namespace KubeFate.Service.Clusters.Replacing;

/// <summary>
/// Finds workloads whose new manifests look for their data in another folder of the same volume than the one where it lies. The original's charts put
/// some of it at the volume's root (by what cluster.yaml says, or always), ours never do by themselves.
/// </summary>
internal static class DataFolders
{
    /// <summary>The folders that the spec does not name.</summary>
    public static IEnumerable<DataFolder> Find(JsonObject wanted, JsonObject live, FateRelease release, JsonObject spec)
    {
        if (KeyOf(wanted.Name(), release) is not { } key || IsSet(spec, key)) yield break;
        var there = Mounts(live).ToDictionary(mount => mount.Path, StringComparer.Ordinal);
        var folders = Mounts(wanted).Where(mount => there.TryGetValue(mount.Path, out var old) && old.Claim == mount.Claim && old.Folder != mount.Folder)
            .Select(mount => (mount.Path, Folder: Above(there[mount.Path].Folder, mount.Folder))).ToList();
        if (folders.Count > 0) yield return new DataFolder(key, folders[0].Folder, $"{folders[0].Path} of {wanted.Name()}");
    }

    /// <summary>The spec with the folders in it.</summary>
    public static JsonObject Over(JsonObject spec, IEnumerable<DataFolder> folders)
    {
        var told = spec.DeepClone().AsObject();
        foreach (var folder in folders)
        {
            var parts = folder.Key.Split('.');
            var section = told;
            foreach (var part in parts[..^1])
            {
                if (section[part] is not JsonObject inner) section[part] = inner = [];
                section = inner;
            }

            section[parts[^1]] = folder.Folder;
        }

        return told;
    }

    private static string? KeyOf(string workload, FateRelease release) => (
        from module in release.Modules.Values
        from known in module.Workloads
        where known.Name == workload && !known.PerNode
        select known.Section is { } section ? $"{module.Name}.{section}.subPath" : $"{module.Name}.subPath").FirstOrDefault();

    private static bool IsSet(JsonObject spec, string key)
    {
        JsonNode? node = spec;
        foreach (var part in key.Split('.')) node = (node as JsonObject)?[part];
        return !string.IsNullOrEmpty(node?.ToString());
    }

    // Where a module has several folders, its key names the one above them.
    private static string Above(string lies, string looked)
    {
        if (lies.Length == 0) return "/";
        return lies.EndsWith("/" + looked, StringComparison.Ordinal) ? lies[..^(looked.Length + 1)] : lies;
    }

    private static IEnumerable<(string Path, string Claim, string Folder)> Mounts(JsonObject workload)
    {
        var pod = workload["spec"]?["template"]?["spec"];
        var claims = workload["spec"].Items("volumeClaimTemplates").ToDictionary(template => template.Name(), template => $"{template.Name()}-{workload.Name()}", StringComparer.Ordinal);
        foreach (var volume in pod.Items("volumes"))
        {
            if (volume["persistentVolumeClaim"]?["claimName"] is { } claim) claims.TryAdd(volume["name"]!.ToString(), claim.ToString());
        }

        return from container in pod.Items("containers")
               from mount in container.Items("volumeMounts")
               where mount["subPathExpr"] is null && claims.ContainsKey(mount["name"]!.ToString())
               group mount by mount["mountPath"]!.ToString().TrimEnd('/') into same
               let first = same.First()
               select (same.Key, claims[first["name"]!.ToString()], (first["subPath"]?.ToString() ?? "").TrimEnd('/'));
    }
}
