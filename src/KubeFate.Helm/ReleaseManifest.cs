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

/// <summary>A value of a manifest that is neither a mapping nor a list.</summary>
/// <param name="Key">Its key, or that of the list it is in.</param>
/// <param name="Name">What stands under <c>name</c> or <c>key</c> beside it, as with an environment variable; null when nothing does.</param>
/// <param name="Text">As it is written, without quotes.</param>
public sealed record ManifestValue(string Key, string? Name, string Text);

/// <summary>The manifests that helm renders: YAML documents.</summary>
public sealed class ReleaseManifest
{
    private const string Mask = "***";

    private readonly string text;
    private readonly IReadOnlyList<ManifestNode> nodes;

    private ReleaseManifest(string text, IReadOnlyList<ManifestNode> nodes)
    {
        (this.text, this.nodes) = (text, nodes);
        Objects = [.. nodes.Select(Object)];
    }

    /// <summary>The objects in order; those of lists one by one.</summary>
    public IReadOnlyList<ManifestObject> Objects { get; }

    /// <summary>The text as it was, with <c>***</c> for every value of a Secret.</summary>
    public string Masked => Hide(_ => null);

    /// <summary>The same, and with what <paramref name="hide"/> makes of the other values; it is still the same YAML, with other texts.</summary>
    public string Hide(Func<ManifestValue, string?> hide)
    {
        ArgumentNullException.ThrowIfNull(hide);
        var secrets = nodes.Where(IsSecret).SelectMany(Values).Select(value => (Node: value, Text: (string?)Mask));
        var others = nodes.SelectMany(node => Scalars(node, "", name: null)).Select(value => (value.Node, Text: hide(new ManifestValue(value.Key, value.Name, Inner(Written(value.Node))))));
        return Replaced([.. secrets, .. others.Where(value => value.Text is not null)]);
    }

    /// <summary>Reads helm's output.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.ChartInvalid"/>: it is not YAML.</exception>
    public static ReleaseManifest Read(string text)
    {
        try
        {
            var (documents, read) = ManifestNode.Read(text);
            var objects = documents.SelectMany(Flatten).ToList();
            return new ReleaseManifest(read, objects);
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

    private static IEnumerable<(ManifestNode Node, string Key, string? Name)> Scalars(ManifestNode node, string key, string? name)
    {
        if (node.Text is not null) return [(node, key, name)];
        var beside = (node["name"] ?? node["key"])?.Text;
        return node.Entries.SelectMany(entry => Scalars(entry.Value, entry.Key, beside)).Concat(node.Items.SelectMany(item => Scalars(item, key, name)));
    }

    // From the end, so that what is replaced moves nothing that is still to be replaced.
    private string Replaced(IEnumerable<(ManifestNode Node, string? Text)> values)
    {
        var masked = new StringBuilder(text);
        foreach (var (node, inner) in values.Where(value => value.Node.End > value.Node.Start).DistinctBy(value => value.Node.Start).OrderByDescending(value => value.Node.Start))
        {
            var written = Written(node);
            masked.Remove(node.Start, written.Length).Insert(node.Start, Quoted(written, inner!));
        }

        return masked.ToString();
    }

    // A block scalar ends with the line after it.
    private string Written(ManifestNode node) => text[node.Start..node.End].TrimEnd();

    private static string Inner(string written) => written is ['"', .. var inDouble, '"'] ? inDouble : written is ['\'', .. var inSingle, '\''] ? inSingle : written;

    /// <summary>In the quotes that were there; a text without any, and a mask, would mean something else without them.</summary>
    private static string Quoted(string written, string inner) => written switch
    {
        ['|' or '>', ..] when inner != Mask => inner,
        ['"', .., '"'] when inner != Mask => $"\"{inner}\"",
        ['\'', .., '\''] => $"'{inner}'",
        _ => $"'{inner.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private static ManifestObject Object(ManifestNode node) => new()
    {
        ApiVersion = node["apiVersion"]?.Text ?? "",
        Kind = node["kind"]?.Text ?? "",
        Name = node["metadata"]?["name"]?.Text ?? "",
        Images = PodImages.Of(node),
    };
}
