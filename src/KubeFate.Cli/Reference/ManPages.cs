using System.Globalization;
using System.Text;

namespace KubeFate.Cli.Reference;

/// <summary>The reference as man pages, a page a command: <c>kubefate-cluster-install.1</c>.</summary>
internal static class ManPages
{
    public const string Mark = ".\\\" Written by kubefate reference: change the command, not this page.";

    public static IEnumerable<(string File, string Text)> Write(VerbPage root) => root.All.Select(page => ($"{Title(page)}.1", Page(page, root)));

    private static string Page(VerbPage page, VerbPage root)
    {
        var text = new StringBuilder($"{Mark}\n.TH {Title(page).ToUpperInvariant()} 1 \"\" \"KubeFATE\" \"KubeFATE\"\n");
        text.Append($".SH NAME\n{Roff(Title(page))} \\- {Roff(page.Description)}\n");
        text.Append($".SH SYNOPSIS\n.B {Roff(page.Usage)}\n");
        if (page.Aliases.Count > 0) text.Append($".SH OTHER NAMES\n{Roff(string.Join(", ", page.Aliases))}\n");
        List(text, "COMMANDS", page.Commands.Select(row => ($"{Title(page)}-{row.Name}(1)", row.Description)));
        List(text, "ARGUMENTS", page.Arguments);
        List(text, page == root ? "OPTIONS OF EVERY COMMAND" : "OPTIONS", page.Options);
        if (page.Examples.Count > 0) text.Append($".SH EXAMPLES\n.EX\n{string.Join('\n', page.Examples.Select(Roff))}\n.EE\n");
        if (page == root) List(text, "EXIT STATUS", ExitCode.Meanings.Select(code => (code.Code.ToString(CultureInfo.InvariantCulture), code.Meaning)));
        text.Append(".SH SEE ALSO\n").Append(page == root
            ? $"{string.Join(",\n", root.Below.Select(group => $".BR {Roff(Title(group))} (1)"))}\n"
            : ".BR kubefate (1)\nfor the options of every command and the exit codes.\n");
        return text.ToString();
    }

    private static void List(StringBuilder text, string heading, IEnumerable<(string Name, string Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        text.Append($".SH {heading}\n");
        foreach (var (name, description) in all) text.Append($".TP\n.B {Roff(name)}\n{Roff(description)}\n");
    }

    private static string Title(VerbPage page) => page.Name.Replace(' ', '-');

    /// <summary>A text as roff takes it: in ASCII, and with no line that begins as a request does.</summary>
    private static string Roff(string text)
    {
        var roff = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            roff.Append(rune.Value switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '\'' => "\\(aq",
                '"' => "\\(dq",
                '^' => "\\(ha",
                '~' => "\\(ti",
                '`' => "\\(ga",
                > 126 => $"\\[u{rune.Value:X4}]",
                _ => rune.ToString(),
            });
        }

        return roff.Length > 0 && roff[0] == '.' ? "\\&" + roff : roff.ToString();
    }
}
