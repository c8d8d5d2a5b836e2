using KubeFate.Fate.Keys;

namespace KubeFate.Fate;

/// <summary>Which of the built-in releases can stand in for one that is not.</summary>
public static class CompatibleRelease
{
    /// <summary>Where the original's charts lie, which a service can be told to pull from.</summary>
    public const string OriginalRepository = "https://federatedai.github.io/KubeFATE/";

    /// <summary>
    /// The nearest release at or above the version that speaks the same protocol with other parties (the same first number) and reads every key
    /// that the version reads; null when there is none, or the version is none.
    /// </summary>
    public static string? For(string chart, string version)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(version);
        if (ReleaseNumber.Parse(version) is not { } asked || KeyCatalog.Find(chart) is not { } catalog) return null;
        return FateReleases.Versions(chart).FirstOrDefault(candidate =>
            ReleaseNumber.Parse(candidate) is { } number && number.Major == asked.Major && !number.IsBefore(asked) && Keeps(catalog, asked, number));
    }

    private static bool Keeps(KeySpec catalog, ReleaseNumber asked, ReleaseNumber candidate) =>
        catalog.Keys!.Values.All(key => !key.IsReadBy(asked) || key.IsReadBy(candidate));
}
