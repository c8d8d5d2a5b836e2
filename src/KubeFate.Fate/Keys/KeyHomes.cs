namespace KubeFate.Fate.Keys;

/// <summary>Finds where in the catalogue a key belongs that stands in the wrong place.</summary>
internal static class KeyHomes
{
    /// <summary>The paths of the mappings that have the key, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Of(KeySpec catalog, string key, ReleaseNumber release)
    {
        var homes = new List<string>();
        Search(catalog, "", key, release, homes);
        return homes;
    }

    private static void Search(KeySpec spec, string path, string key, ReleaseNumber release, List<string> homes)
    {
        if (spec.Items is { } items) Search(items, path + "[]", key, release, homes);
        if (spec.Keys is not { } keys) return;
        if (path.Length > 0 && keys.TryGetValue(key, out var found) && found.IsReadBy(release)) homes.Add(path);
        foreach (var (name, child) in keys)
        {
            if (child.IsReadBy(release)) Search(child, path.Length == 0 ? name : $"{path}.{name}", key, release, homes);
        }
    }
}
