using KubeFate.Cli.Registries;

namespace KubeFate.Cli.Bundles.Files;

/// <summary>Whether a bundle's files are those that its manifest tells of, and what the manifest says is fit to be used.</summary>
internal static class BundleCheck
{
    /// <summary>All that is wrong, a sentence each.</summary>
    public static IReadOnlyList<string> Faults(BundleManifest manifest, IReadOnlyDictionary<string, byte[]> files) =>
        Contains(manifest) ? [.. OfFiles(manifest, files), .. OfCharts(manifest, files), .. OfSpecs(manifest, files), .. OfImages(manifest)] : ["its manifest.json has empty entries"];

    // What a reader of JSON leaves null where the text says null.
    private static bool Contains(BundleManifest manifest) =>
        manifest is { Charts: not null, Specs: not null, Images: not null, Files: not null }
        && manifest.Charts.All(chart => chart is { Name: not null, Version: not null, Digest: not null, File: not null })
        && manifest.Specs.All(spec => spec is { Name: not null, Namespace: not null, File: not null })
        && manifest.Images.All(image => image is { Image: not null })
        && manifest.Files.All(file => file is { Path: not null, Sha256: not null });

    private static IEnumerable<string> OfFiles(BundleManifest manifest, IReadOnlyDictionary<string, byte[]> files)
    {
        var told = manifest.Files.ToLookup(file => file.Path, StringComparer.Ordinal);
        foreach (var path in files.Keys.Where(path => !told.Contains(path)).Order(StringComparer.Ordinal)) yield return $"{path} is not in its manifest";
        foreach (var file in manifest.Files)
        {
            if (!files.TryGetValue(file.Path, out var content)) yield return "a file of its manifest is missing";
            else if (content.Length != file.Size || Bundle.Sha256(content) != file.Sha256) yield return $"{file.Path} is not what was saved: its sha256 differs";
        }
    }

    private static IEnumerable<string> OfCharts(BundleManifest manifest, IReadOnlyDictionary<string, byte[]> files) =>
        from chart in manifest.Charts
        where !files.TryGetValue(chart.File, out var archive) || chart.Digest != "sha256:" + Bundle.Sha256(archive) || chart.File != FileOf(chart.Name, chart.Version)
        select "a chart of its manifest is not the one that its file holds";

    private static IEnumerable<string> OfSpecs(BundleManifest manifest, IReadOnlyDictionary<string, byte[]> files) =>
        manifest.Specs.Where(spec => spec.File != SpecFile(spec.Namespace, spec.Name) || !files.ContainsKey(spec.File)).Select(_ => "a cluster of its manifest has no file");

    // They end up in commands that people run.
    private static IEnumerable<string> OfImages(BundleManifest manifest) =>
        manifest.Images.Where(image => ImageReference.Parse(image.Image) is null || (image.Source is { } source && ImageReference.Parse(source) is null))
            .Select(_ => "an image of its manifest is not an image name");

    /// <summary>Where the archive of a chart lies in a bundle.</summary>
    public static string FileOf(string name, string version) => $"charts/{name}-{version}.tgz";

    /// <summary>Where the cluster.yaml of a cluster lies in a bundle.</summary>
    public static string SpecFile(string ns, string name) => $"specs/{ns}/{name}.yaml";
}
