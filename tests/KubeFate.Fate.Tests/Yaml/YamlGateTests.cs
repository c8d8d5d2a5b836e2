using KubeFate.Yaml;
using YamlDotNet.Core;

namespace KubeFate.Fate.Tests.Yaml;

/// <summary>Whatever is wrong with a text, the gate says so in one way.</summary>
public sealed class YamlGateTests
{
    [Theory]
    [InlineData("keywords: [a\n  b\nname: x\n", "the bracket is not closed")]
    [InlineData("a: {b: c\n", "")]
    [InlineData("a: !<> b\n", "")]
    [InlineData("%TAG ! ! !\n---\na: !b!c d\n", "")]
    [InlineData("a: \"\\uD800\"\n", "")]
    [InlineData("a: \"\\UFFFFFFFF\"\n", "")]
    [InlineData("%YAML 99999999999999.1\n---\na: b\n", "")]
    [InlineData("a: |99999999999999\n  b\n", "")]
    public void A_text_that_the_library_stumbles_over_is_one_failure_with_a_line(string text, string words)
    {
        var failure = Assert.ThrowsAny<YamlException>(() => YamlDocument.Read(text));

        Assert.InRange(failure.Start.Line, 1, 4);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_is_written_out_and_many_aliases_of_aliases_are_refused()
    {
        Assert.Equal("""{"a":{"b":[1]},"c":{"b":[1]},"d":[1]}""", YamlDocument.Read("a: &x { b: &y [1] }\nc: *x\nd: *y\n").Content!.ToJsonString());
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat(level == 1 ? "x" : $"*a{level - 1}", 10))}]\n"));

        Assert.Contains("500000 values", Assert.ThrowsAny<YamlException>(() => YamlDocument.Read(laughs)).Message, StringComparison.Ordinal);
        Assert.Contains("no anchor a ", Assert.ThrowsAny<YamlException>(() => YamlDocument.Read("b: &a [*a]")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void A_text_that_is_nested_without_end_is_refused_early(string step)
    {
        var failure = Assert.ThrowsAny<YamlException>(() => YamlDocument.Read(string.Concat(Enumerable.Repeat(step, 100_000))));

        Assert.Contains("nested more than 200 levels deep", failure.Message, StringComparison.Ordinal);
    }
}
