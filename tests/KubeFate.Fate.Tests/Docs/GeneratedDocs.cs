using KubeFate.Fate.Keys;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>The pages of docs/ that are made of data.</summary>
internal static class GeneratedDocs
{
    public const string Mark = "<!-- Written by KubeFate.Fate.Tests from the charts' data and keys: change those, not this page, and run the test with KUBEFATE_UPDATE_DOCS=1. -->";

    /// <summary>The charts that are built in.</summary>
    public static IReadOnlyList<string> Charts { get; } = [.. FateReleases.All.Select(release => release.Chart).Distinct(StringComparer.Ordinal)];

    /// <summary>Those of them whose keys we know.</summary>
    public static IReadOnlyList<string> ChartsWithKeys { get; } = [.. Charts.Where(chart => KeyCatalog.Find(chart) is not null)];

    /// <summary>Each page by its file below docs/.</summary>
    public static IReadOnlyDictionary<string, string> Write() =>
        ChartsWithKeys.ToDictionary(chart => $"keys/{chart}.md", KeyPage.Write, StringComparer.Ordinal).Append(new("catalogue.md", CataloguePage.Write())).Append(new("not-run.md", NotRunPage.Write())).ToDictionary(StringComparer.Ordinal);

    public static string FileOf(string page) => Path.Combine(Repository.Root, "docs", page);
}
