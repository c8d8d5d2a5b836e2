using KubeFate.Fate;

namespace KubeFate.Service.Charts;

/// <summary>What to do about a chart that is nowhere.</summary>
internal static class ChartAdvice
{
    /// <summary>Which version to write, and the beginning of what else there is; the start of a sentence.</summary>
    public static string Instead(string name, string version) => CompatibleRelease.For(name, version) is { } release
        ? $"Write chartVersion: {release}, the nearest that keeps the keys of {version} and its protocol with other parties, or "
        : "Correct chartName and chartVersion in cluster.yaml, or ";

    /// <summary>Where the original's charts are, for those that it has.</summary>
    public static string Repository(string name) =>
        FateReleases.NewestFirst(name).Count > 0 ? $" (the original's are at {CompatibleRelease.OriginalRepository})" : "";
}
