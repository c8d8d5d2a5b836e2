using System.Text;
using KubeFate.Cli.Bundles.Files;
using KubeFate.Cli.Registries;

namespace KubeFate.Cli.Bundles;

/// <summary>The images of a bundle as other programs take them.</summary>
internal static class ImageLists
{
    public const string PlainFile = "images.txt", SkopeoFile = "skopeo-sync.yaml";

    /// <summary>The sources, a line each.</summary>
    public static string Plain(IEnumerable<BundledImage> images) => string.Concat(Sources(images).Select(image => $"{image}\n"));

    /// <summary>The sources as <c>skopeo sync --src yaml</c> reads them: registry, repository, tags or digests.</summary>
    public static string Skopeo(IEnumerable<BundledImage> images)
    {
        var text = new StringBuilder();
        foreach (var host in Sources(images).GroupBy(image => image.Host))
        {
            text.Append($"{host.Key}:\n  images:\n");
            foreach (var repository in host.GroupBy(image => image.Repository))
            {
                text.Append($"    {repository.Key}:\n");
                foreach (var image in repository) text.Append($"    - \"{image.Version}\"\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Whole command lines that copy each image from its source to where it is pulled from, or below another place.</summary>
    public static IEnumerable<string> Commands(IEnumerable<BundledImage> images, CopyTool tool, RegistryPlace? place)
    {
        foreach (var image in images.Where(image => image.Source is not null))
        {
            var from = ImageReference.Parse(image.Source!)!;
            var wanted = ImageReference.Parse(image.Image)!;
            var to = place?.Locate(wanted) ?? wanted;
            if (from == to) continue;
            if (tool == CopyTool.Skopeo) yield return $"skopeo copy --all docker://{Address(from)} docker://{Address(to)}";
            else yield return $"docker pull {from} && docker tag {from} {to with { Digest = null }} && docker push {to with { Digest = null }}";
        }
    }

    private static IEnumerable<ImageReference> Sources(IEnumerable<BundledImage> images) =>
        images.Select(image => image.Source).OfType<string>().Select(source => ImageReference.Parse(source)!).Distinct().OrderBy(image => image.ToString(), StringComparer.Ordinal);

    // Skopeo takes a tag or a digest, not both.
    private static ImageReference Address(ImageReference image) => image.Digest is null ? image with { Tag = image.Version } : image with { Tag = null };
}

/// <summary>Which program copies.</summary>
internal enum CopyTool
{
    Skopeo,
    Docker,
}
