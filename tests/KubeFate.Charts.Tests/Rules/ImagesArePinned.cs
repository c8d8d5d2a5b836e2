namespace KubeFate.Charts.Tests.Rules;

/// <summary>No image without a tag, and none of <c>latest</c>: it would be another one tomorrow.</summary>
internal sealed class ImagesArePinned : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release) =>
        from pod in release.Pods
        from container in pod.AllContainers
        let image = container["image"]?.ToString() ?? ""
        where !IsPinned(image)
        select $"{pod.Title}: container {Pod.Name(container)} has the image \"{image}\"";

    private static bool IsPinned(string image)
    {
        if (image.Contains("//", StringComparison.Ordinal)) return false;
        if (image.Contains("@sha256:", StringComparison.Ordinal)) return true;
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Split(':') is [not "", var tag] && tag is not ("" or "latest");
    }
}
