using System.Text.RegularExpressions;

namespace KubeFate.Helm.Charts;

/// <summary>Whether a Chart.yaml names a chart that helm can install under that name.</summary>
internal static partial class ChartIdentity
{
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Check(IReadOnlyDictionary<string, string> facts, string root)
    {
        var (name, version) = (facts["name"], facts["version"]);
        if (!facts.TryGetValue("apiVersion", out var api) || api is not ("v1" or "v2"))
            throw new InvalidDataException($"its Chart.yaml has the apiVersion {Shown(api)}; v1 and v2 are known");
        if (!Name().IsMatch(name))
            throw new InvalidDataException($"its Chart.yaml has the name {Shown(name)}; no registry takes that: a chart's name has small letters and digits, at most 100, with single dots, one or two underscores, or hyphens between them, as in fate-serving");
        if (!Version().IsMatch(version))
            throw new InvalidDataException($"its Chart.yaml has the version {Shown(version)}; a version is like 1.8.0, v1.8.0 or 2.0.0-beta.1");
        if (name != root)
            throw new InvalidDataException($"its folder is {Shown(root)}, but its Chart.yaml names it {Shown(name)}");
    }

    private static string Shown(string? text) => text is null ? "(none)" : $"\"{(text.Length > 80 ? text[..80] + "…" : text)}\"";

    // A component of a repository's name in a registry (opencontainers/distribution-spec@v1.1.1 spec.md, Pulling manifests).
    [GeneratedRegex(@"\A(?=.{1,100}\z)[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(?=.{1,100}\z)v?[0-9]+(?:\.[0-9]+){0,2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
