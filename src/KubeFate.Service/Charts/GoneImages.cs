using System.Text;
using System.Text.RegularExpressions;
using KubeFate.Helm;

namespace KubeFate.Service.Charts;

/// <summary>Images that are known to be no longer where charts look for them.</summary>
internal static partial class GoneImages
{
    private static readonly string[] DockerHub = ["docker.io", "index.docker.io", "registry-1.docker.io"];

    /// <summary>The owner on Docker Hub, and what became of its images. Source: bitnami/containers issue 83267.</summary>
    private static readonly IReadOnlyDictionary<string, string> Owners = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bitnami"] = "Bitnami took its versioned images off Docker Hub in September 2025; what was there is under bitnamilegacy for a while, without fixes",
        ["bitnamilegacy"] = "Bitnami keeps it there for a while only, without fixes",
    };

    /// <summary>What is known of it; null when nothing is. A copy in another registry is as good as ever.</summary>
    public static string? Doubt(string image)
    {
        var parts = image.Split('/');
        if (parts.Length == 3 && DockerHub.Contains(parts[0], StringComparer.Ordinal)) parts = parts[1..];
        return parts.Length == 2 && Owners.TryGetValue(parts[0], out var says)
            ? $"the image {image} may not be there: {says}. Mirror one that you have and set registry, or name another image"
            : null;
    }

    /// <summary>What is known of the images that a chart's values and templates name, a sentence each; what it renders may name fewer, or more.</summary>
    public static IEnumerable<string> Doubts(ChartArchive chart) =>
        chart.Templates.Select(template => Encoding.UTF8.GetString(template.Content)).Append(chart.ValuesYaml ?? "")
            .SelectMany(text => Name().Matches(text).Select(found => found.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(Doubt).OfType<string>();

    // Behind a slash it is another registry's copy.
    [GeneratedRegex("""(?<=^|[\s"':=]|\b(?:docker\.io/))bitnami(?:legacy)?/[a-z0-9][a-z0-9._-]*(?::[A-Za-z0-9._-]+)?""", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
