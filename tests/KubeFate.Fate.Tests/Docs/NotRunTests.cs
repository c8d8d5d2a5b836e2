namespace KubeFate.Fate.Tests.Docs;

/// <summary>charts/not-run.yaml speaks of what there is.</summary>
public sealed class NotRunTests
{
    [Fact]
    public void Every_module_of_every_release_has_a_line()
    {
        // An image that was seen to start, with all that its lines named, goes on this list.
        string[] seen = [];
        var silent = from release in FateReleases.All
                     from module in release.Modules.Keys
                     let name = $"{release.Chart} {release.Version} {module}"
                     where !seen.Contains(name, StringComparer.Ordinal) && !NotRun.All.Any(line => line.Module == module && line.Holds(release))
                     select name;
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_line_holds_for_a_release() =>
        Assert.Empty(NotRun.All.Where(line => line.Chart != NotRun.Everywhere && !FateReleases.All.Any(line.Holds)).Select(line => $"{line.Chart} {line.Module}: {line.Sentence}"));

    [Fact]
    public void A_sentence_fits_a_table_and_its_full_stop_is_the_pages() =>
        Assert.All(NotRun.All, line => Assert.False(line.Sentence.EndsWith('.') || line.Sentence.Contains('|', StringComparison.Ordinal) || line.Sentence.Contains('\n', StringComparison.Ordinal), line.Sentence));
}
