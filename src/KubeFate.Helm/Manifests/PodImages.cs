namespace KubeFate.Helm.Manifests;

/// <summary>
/// The images that an object's pods pull: those of every kind of container in every pod template, wherever it lies (a Pod, a Deployment, a
/// CronJob's job, an operator's own kind), and those mounted as volumes.
/// </summary>
internal static class PodImages
{
    public static IReadOnlyList<ContainerImage> Of(ManifestNode node)
    {
        var found = new List<ContainerImage>();
        // An alias can lead to one node many times over; one look at it is enough.
        Walk(node, "", found, new HashSet<ManifestNode>(ReferenceEqualityComparer.Instance));
        return found;
    }

    private static void Walk(ManifestNode node, string path, List<ContainerImage> found, HashSet<ManifestNode> seen)
    {
        if (!seen.Add(node)) return;
        foreach (var (key, value) in node.Entries)
        {
            var inner = path.Length == 0 ? key : $"{path}.{key}";
            if (key is "containers" or "initContainers" or "ephemeralContainers") Add(value, inner, container => container["image"], found);
            if (key is "volumes") Add(value, inner, volume => volume["image"]?["reference"], found);
            Walk(value, inner, found, seen);
        }

        foreach (var item in node.Items) Walk(item, path + "[]", found, seen);
    }

    private static void Add(ManifestNode list, string path, Func<ManifestNode, ManifestNode?> image, List<ContainerImage> found)
    {
        foreach (var (index, item) in list.Items.Index())
        {
            if (image(item)?.Text is { } text) found.Add(new ContainerImage($"{path}[{item["name"]?.Text ?? $"{index}"}]", text));
        }
    }
}
