using System.Text.RegularExpressions;
namespace KubeFate.Architecture.Tests;

/// <summary>Pages that people read: nothing leads nowhere, and nothing is left out.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Docs = Path.Combine(Source.Root, "docs");

    private static IEnumerable<string> Pages =>
    [
        .. Directory.GetFiles(Source.Root, "*.md"),
        .. Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories),
        Path.Combine(Source.Root, "examples", "README.md"),
    ];

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        var broken = from page in Pages
                     from link in Link().Matches(File.ReadAllText(page)).Select(match => match.Groups["target"].Value)
                     where !link.Contains("://", StringComparison.Ordinal) && !Exists(page, link)
                     select $"{Path.GetRelativePath(Source.Root, page)} -> {link}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_page_is_in_the_table_of_contents()
    {
        var contents = File.ReadAllText(Path.Combine(Docs, "README.md"));
        Assert.Empty(Directory.GetFiles(Docs, "*.md").Select(Path.GetFileName).Where(page => page != "README.md" && !contents.Contains($"]({page})", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_example_is_explained()
    {
        var folder = Path.Combine(Source.Root, "examples");
        var page = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.Empty(Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories).Where(file => !page.Contains(Path.GetFileName(file), StringComparison.Ordinal)));
    }

    private static bool Exists(string page, string link)
    {
        var parts = link.Split('#');
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])));
        if (parts.Length == 1 || Directory.Exists(file)) return File.Exists(file) || Directory.Exists(file);
        return File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Select(match => Anchor(match.Groups["text"].Value)).Contains(parts[1]);
    }

    // As forges make it: small letters, no punctuation, a hyphen for each space.
    private static string Anchor(string heading) => Punctuation().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex Punctuation();
}
