using System.Text;

namespace KubeFate.Cli.Reference;

/// <summary>The reference in Markdown: a page a group of verbs, and README.md with what holds for all.</summary>
internal static class MarkdownPages
{
    public const string Mark = "<!-- Written by kubefate reference: change the command, not this page. -->";

    public static IEnumerable<(string File, string Text)> Write(VerbPage root)
    {
        yield return ("README.md", Overview(root));
        foreach (var group in root.Below) yield return (File(group), Page(group));
    }

    private static string Overview(VerbPage root)
    {
        var text = new StringBuilder($"{Mark}\n# Reference of the command\n\n{root.Description}. What help does not say is in [../cli.md](../cli.md).\n\n| command | what it does |\n|---|---|\n");
        foreach (var verb in root.All.Skip(1).Where(page => page.Below.Count == 0))
            text.Append($"| [`{verb.Name}`]({File(root.Below.First(group => group.All.Contains(verb)))}#{Anchor(verb)}) | {Cell(verb.Description)} |\n");
        Table(text, "## Options of every command", "option", root.Options);
        Examples(text, root);
        text.Append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
        foreach (var (code, meaning) in ExitCode.Meanings) text.Append($"| {code} | {Cell(meaning)} |\n");
        return text.ToString();
    }

    private static string Page(VerbPage group)
    {
        var text = new StringBuilder($"{Mark}\n");
        foreach (var page in group.All) Section(text, page, page == group ? "#" : "##");
        text.Append("\nThe options of every command and the exit codes: [README.md](README.md).\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, VerbPage page, string heading)
    {
        if (heading.Length > 1) text.Append('\n');
        text.Append($"{heading} {page.Name}\n\n{page.Description}.\n\n```\n{page.Usage}\n```\n");
        if (page.Aliases.Count > 0) text.Append($"\nAlso: {string.Join(", ", page.Aliases.Select(alias => $"`{alias}`"))}.\n");
        Table(text, "", "command", page.Commands);
        Table(text, "", "argument", page.Arguments);
        Table(text, "", "option", page.Options);
        Examples(text, page);
    }

    private static void Table(StringBuilder text, string heading, string kind, IReadOnlyList<(string Name, string Description)> rows)
    {
        if (rows.Count == 0) return;
        text.Append(heading.Length > 0 ? $"\n{heading}\n" : "").Append($"\n| {kind} | |\n|---|---|\n");
        foreach (var (name, description) in rows) text.Append($"| `{Cell(name)}` | {Cell(description)} |\n");
    }

    private static void Examples(StringBuilder text, VerbPage page)
    {
        if (page.Examples.Count > 0) text.Append($"\n```sh\n{string.Join('\n', page.Examples)}\n```\n");
    }

    private static string File(VerbPage group) => group.Name.Split(' ')[^1] + ".md";

    private static string Anchor(VerbPage verb) => verb.Name.Replace(' ', '-');

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
