using System.Collections.Concurrent;
using System.Reflection;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Releases;

namespace KubeFate.Fate;

/// <summary>
/// The releases that are built in, from <c>charts/&lt;chart&gt;/releases/*.yaml</c> and the lines beside them. Each is parsed when it is first asked for.
/// </summary>
public static class FateReleases
{
    private const string Prefix = "charts/";
    private const string Releases = "/releases/";
    private const string Suffix = ".yaml";

    private static readonly Assembly Home = typeof(FateReleases).Assembly;
    private static readonly ConcurrentDictionary<string, FateRelease> Parsed = new(StringComparer.Ordinal);

    /// <summary>In the order of chart and version.</summary>
    public static IReadOnlyList<FateRelease> All => [.. Names().Select(name => Find(name.Chart, name.Version)!)];

    /// <summary>The releases of the chart, the newest first.</summary>
    public static IReadOnlyList<FateRelease> NewestFirst(string chart) =>
    [
        .. from version in Versions(chart).Reverse() select Find(chart, version),
    ];

    /// <summary>The release; null when it is not built in.</summary>
    public static FateRelease? Find(string chart, string version)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(version);
        var name = $"{Prefix}{chart}{Releases}{version}{Suffix}";
        if (Parsed.TryGetValue(name, out var known)) return known;
        return Text(name) is { } text
            ? Parsed.GetOrAdd(name, ReleaseReader.Read(chart, text, line => Text($"{Prefix}{chart}/lines/{line}{Suffix}")))
            : null;
    }

    /// <summary>The versions of the chart, the oldest first, without parsing one.</summary>
    internal static IEnumerable<string> Versions(string chart) =>
        Names().Where(name => string.Equals(name.Chart, chart, StringComparison.Ordinal)).Select(name => name.Version);

    private static IEnumerable<(string Chart, string Version)> Names() =>
        from name in Home.GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        let middle = name.IndexOf(Releases, StringComparison.Ordinal)
        where middle > 0
        let chart = name[Prefix.Length..middle]
        let version = name[(middle + Releases.Length)..^Suffix.Length]
        let number = ReleaseNumber.Parse(version) ?? new ReleaseNumber(0, 0, 0)
        orderby chart, number.Major, number.Minor, number.Patch
        select (chart, version);

    private static string? Text(string name)
    {
        using var stream = Home.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
