using System.Text.RegularExpressions;

namespace KubeFate.Architecture.Tests;

/// <summary>One place makes a YAML parser: there whatever the library throws becomes one exception, and there its depth ends.</summary>
public sealed partial class YamlGateTests
{
    private static readonly string Gate = Path.Combine("src", "KubeFate.Yaml", "GoParser.cs");

    [Fact]
    public void A_parser_is_made_in_one_place() =>
        Assert.Equal([Gate], Files(MakesParser()));

    // The library's own ways to begin with a text: each would make a parser that is not ours.
    [Fact]
    public void What_reads_objects_gets_the_parser_from_the_gate()
    {
        Assert.Empty(Files(ReadsAlone()).Where(file => File.ReadAllText(Path.Combine(Source.Root, file)).Contains("YamlDotNet", StringComparison.Ordinal)));
        foreach (var file in Files(Deserializes())) Assert.Contains("GoYaml.Read(", File.ReadAllText(Path.Combine(Source.Root, file)), StringComparison.Ordinal);
    }

    private static List<string> Files(Regex pattern) => [.. Source.CSharp("src").Where(file => pattern.IsMatch(File.ReadAllText(file))).Select(Source.Name)];

    [GeneratedRegex(@"\bnew\s+(?:YamlDotNet\.Core\.)?(?:Parser|Scanner|MergingParser)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex MakesParser();

    [GeneratedRegex(@"\bYamlStream\b|\.Deserialize(?:<[^>]*>+\??)?\((?!parser\b)[^)]*(?:File\.|yaml|text|reader)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ReadsAlone();

    [GeneratedRegex(@"\bDeserializerBuilder\b", RegexOptions.CultureInvariant)]
    private static partial Regex Deserializes();
}
