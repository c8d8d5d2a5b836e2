using KubeFate.Fate.Keys;

namespace KubeFate.Fate.Tests.Keys;

public sealed class KeyCatalogTests
{
    [Fact]
    public void Every_module_has_a_section_and_every_node_port_a_key()
    {
        foreach (var release in FateReleases.All)
        {
            var keys = KeyCatalog.Find(release.Chart)!.Keys!;
            var number = ReleaseNumber.Parse(release.Version)!;
            foreach (var module in release.Modules.Values)
            {
                Assert.True(keys[module.Name].IsReadBy(number), $"{release.Version} {module.Name}");
                foreach (var port in module.Services.SelectMany(service => service.Ports).Select(port => port.NodePortKey).OfType<string>())
                    Assert.Equal(KeyType.NodePort, port.Split('.').Aggregate(keys[module.Name], (section, key) => section.Keys![key]).Type);
            }
        }
    }

    [Fact]
    public void Every_engine_is_chosen_by_keys_that_its_release_reads() =>
        Assert.All(FateReleases.All, release =>
            Assert.All(release.Engines.SelectMany(engine => engine.Settings.Keys), key =>
                Assert.True(KeyCatalog.Find(release.Chart)!.Keys![key].IsReadBy(ReleaseNumber.Parse(release.Version)!))));

    [Theory]
    [InlineData("v1.8.0", 1, 8, 0)]
    [InlineData("1.8.0", 1, 8, 0)]
    [InlineData("v2.0.0-beta", 2, 0, 0)]
    [InlineData("v2.1", 2, 1, 0)]
    public void A_release_has_a_number(string text, int major, int minor, int patch) => Assert.Equal(new ReleaseNumber(major, minor, patch), ReleaseNumber.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("1.2.3.4")]
    [InlineData("v1.x")]
    public void A_word_has_none(string text) => Assert.Null(ReleaseNumber.Parse(text));

    [Theory]
    [InlineData("keys: { a: colour }", "keys.a")]
    [InlineData("keys: { a: { is: text, since: soon } }", "keys.a")]
    [InlineData("shapes: {}", "keys is missing")]
    public void A_wrong_catalogue_says_where(string text, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => KeyCatalog.Read(text)).Message, StringComparison.Ordinal);
}
