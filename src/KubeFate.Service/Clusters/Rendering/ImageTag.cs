using KubeFate.Service.Charts;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>Whether an image's name says which image it is.</summary>
internal static class ImageTag
{
    /// <summary>All that is doubtful about these images, a sentence each.</summary>
    public static IEnumerable<string> Doubts(IEnumerable<string> images) =>
        images.SelectMany(image => new[] { Doubt(image), GoneImages.Doubt(image) }).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>What is doubtful about it; null when a tag or a digest pins it.</summary>
    public static string? Doubt(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal)) return null;
        var name = image[(image.LastIndexOf('/') + 1)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var what = image.Length == 0 ? "of a container is empty" : colon < 0 ? $"{image} has no tag" : name[(colon + 1)..] == "latest" ? $"{image} has the tag latest" : null;
        return what is null ? null : $"the image {what}: what runs would change with its registry";
    }
}
