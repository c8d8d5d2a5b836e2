namespace KubeFate.Fate.Tests.Docs;

/// <summary>docs/catalogue.md and docs/keys tell what the data is now, and every key is explained.</summary>
public sealed class GeneratedDocsTests
{
    private const string Update = "KUBEFATE_UPDATE_DOCS";

    public static TheoryData<string> Charts => [.. GeneratedDocs.ChartsWithKeys];

    [Fact]
    public async Task The_pages_are_what_the_data_says()
    {
        var pages = GeneratedDocs.Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(GeneratedDocs.FileOf("keys"));
            foreach (var (page, text) in pages) await File.WriteAllTextAsync(GeneratedDocs.FileOf(page), text, TestContext.Current.CancellationToken);
        }

        var stale = new List<string>();
        foreach (var (page, text) in pages)
        {
            var file = GeneratedDocs.FileOf(page);
            if (!File.Exists(file) || await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) != text) stale.Add("docs/" + page);
        }

        Assert.True(stale.Count == 0, $"{string.Join(", ", stale)}: not what the data says now. Run:\n  {Update}=1 dotnet test --project tests/KubeFate.Fate.Tests -- --filter-class '*GeneratedDocsTests'");
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_key_has_one_sentence(string chart)
    {
        var meanings = Meanings.Of(chart);
        var missing = KeyPage.Paths(chart).Where(path => meanings.Find(path) is null).ToList();
        Assert.True(missing.Count == 0, $"no sentence in {Meanings.Home}/{chart}.yaml tells what these keys mean:\n  {string.Join("\n  ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void No_sentence_explains_a_key_that_there_is_not(string chart) =>
        Assert.Empty(Meanings.Of(chart).Unused(KeyPage.Paths(chart).ToHashSet(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Charts))]
    public void A_sentence_is_short_and_its_full_stop_is_the_pages(string chart)
    {
        var meanings = Meanings.Of(chart);
        Assert.All(KeyPage.Paths(chart).Select(meanings.Find).OfType<string>(), sentence =>
        {
            Assert.InRange(sentence.Length, 2, 200);
            Assert.False(sentence.EndsWith('.') || sentence.Contains('\n', StringComparison.Ordinal), sentence);
        });
    }
}
