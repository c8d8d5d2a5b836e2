using KubeFate.Fate;

namespace KubeFate.Charts.Tests.Rendering;

/// <summary>The shortest cluster.yaml of each release, for a test to add its own keys to.</summary>
internal static class Clusters
{
    private static readonly FateRelease[] Known = [.. FateReleases.NewestFirst("fate")];

    /// <summary>All that are built in, the newest first.</summary>
    public static TheoryData<string> Releases => [.. Known.Select(release => release.Version)];

    /// <summary>A cluster.yaml with every module of the release's first engine, those too that are installed only when they are listed.</summary>
    public static string Whole(string release, string keys = "") => Whole(release, Known.Single(known => known.Version == release).Engines[0], keys);

    /// <summary>The same of another engine.</summary>
    public static string Whole(string release, FateEngine engine, string keys = "")
    {
        var others = Known.Single(known => known.Version == release).Modules.Values
            .Where(module => module.Optional && module.Requires.All(needed => engine.Modules.Contains(needed, StringComparer.Ordinal)));
        var words = string.Concat(engine.Settings.Select(setting => $"{setting.Key}: {setting.Value}\n"));
        return Of(release, $"{words}modules: [{string.Join(", ", engine.Modules.Concat(others.Select(module => module.Name)))}]\n{keys}");
    }

    /// <summary>A cluster.yaml of a release with keys of the test's own.</summary>
    public static string Of(string release, string keys = "") => $"""
        name: fate-9999
        partyId: 9999
        chartVersion: {release}
        {keys}
        """;
}
