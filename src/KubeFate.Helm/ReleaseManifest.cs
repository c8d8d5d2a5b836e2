using System.Text;
using KubeFate.Helm.Manifests;
using YamlDotNet.Core;

namespace KubeFate.Helm;

/// <summary>An object of a manifest, as far as it is looked at.</summary>
public sealed record ManifestObject
{
    /// <summary>Such as <c>apps/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>What its pods pull, each with its place.</summary>
    public required IReadOnlyList<ContainerImage> Images { get; init; }
}

/// <summary>An image and where it stands in its object, as in <c>spec.template.spec.containers[python]</c>.</summary>
public sealed record ContainerImage(string Place, string Image);

/// <summary>The manifests that helm renders: YAML documents.</summary>
public sealed class ReleaseManifest
{
    private const string Mask = "'***'";

    private ReleaseManifest(IReadOnlyList<ManifestObject> objects, string masked) => (Objects, Masked) = (objects, masked);

    /// <summary>The objects in order; those of lists one by one.</summary>
    public IReadOnlyList<ManifestObject> Objects { get; }

    /// <summary>The text as it was, with <c>***</c> for every value of a Secret.</summary>
    public string Masked { get; }

    /// <summary>Reads helm's output.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.ChartInvalid"/>: it is not YAML.</exception>
    public static ReleaseManifest Read(string text)
    {
        try
        {
            var (documents, read) = ManifestNode.Read(text);
            var objects = documents.SelectMany(Flatten).ToList();
            return new ReleaseManifest([.. objects.Select(Object)], Hide(read, objects.Where(IsSecret).SelectMany(Values)));
        }
        catch (YamlException failure)
        {
            throw new HelmException(HelmFailure.ChartInvalid, $"the chart renders something that is not YAML: {failure.Message}", failure);
        }
    }

    private static IEnumerable<ManifestNode> Flatten(ManifestNode node) =>
        node["kind"]?.Text?.EndsWith("List", StringComparison.Ordinal) == true && node["items"] is { } items ? items.Items.SelectMany(Flatten) : node.Entries.Count > 0 ? [node] : [];

    private static bool IsSecret(ManifestNode node) => node["kind"]?.Text == "Secret";

    private static IEnumerable<ManifestNode> Values(ManifestNode secret)
    {
        // A key that stands there twice would hide but one of its values: all are looked at.
        foreach (var part in secret.Entries.Where(entry => entry.Key is "data" or "stringData").Select(entry => entry.Value))
        {
            if (part.Entries.Count == 0 && part.Text is not "") yield return part;
            foreach (var (_, value) in part.Entries) yield return value;
        }
    }

    // From the end, so that what is replaced moves nothing that is still to be replaced.
    private static string Hide(string text, IEnumerable<ManifestNode> values)
    {
        var masked = new StringBuilder(text);
        foreach (var value in values.Where(value => value.End > value.Start).DistinctBy(value => value.Start).OrderByDescending(value => value.Start))
        {
            var hidden = text[value.Start..value.End];
            // A block scalar ends with the line after it.
            var kept = hidden[hidden.TrimEnd().Length..];
            masked.Remove(value.Start, value.End - value.Start).Insert(value.Start, Mask + kept);
        }

        return masked.ToString();
    }

    private static ManifestObject Object(ManifestNode node) => new()
    {
        ApiVersion = node["apiVersion"]?.Text ?? "",
        Kind = node["kind"]?.Text ?? "",
        Name = node["metadata"]?["name"]?.Text ?? "",
        Images = PodImages.Of(node),
    };
}
