using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace KubeFate.Yaml;

/// <summary>
/// Puts what libyaml reads and YamlDotNet refuses into a form that both read alike (yaml.v2@v2.4.0 scannerc.go against YamlDotNet 18.1). The
/// place is the one where YamlDotNet stopped, so the text before it is known to be what it looks like.
/// </summary>
internal static partial class TextRepair
{
    /// <summary>The text with the place rewritten, and that place; null when there is nothing to rewrite.</summary>
    public static (string Text, int Place)? Of(string text, YamlException failure) => failure switch
    {
        UnclosedBracketException unclosed => Indent(text, NextLine(text, (int)unclosed.Start.Index), unclosed.Column),
        _ when Has(failure, "extra spaces in first line") || Has(failure, "more spaces in lines above") => CutBlanks(text, (int)failure.Start.Index),
        _ when Has(failure, "quoted scalar, found wrong indentation") => Indent(text, (int)failure.End.Index, failure.Start.Column),
        _ => null,
    };

    /// <summary>Lines of blanks alone that a block scalar begins with: their blanks mean nothing where it finds its own indentation.</summary>
    private static (string Text, int Place)? CutBlanks(string text, int at)
    {
        // The mark stands at the beginning of the first line that is not blank; the blanks of an explicit indentation are content.
        var end = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var (start, longest) = (end, 0);
        while (start > 0 && LineBefore(text, start) is var (from, line) && line.AsSpan().Trim(" \r").IsEmpty) (start, longest) = (from, Math.Max(longest, Blanks(line)));
        if (start == end || start == 0) return null;
        var (_, header) = LineBefore(text, start);
        if (!Header().IsMatch(header) || IsEndedByBlanks(header, text.AsSpan(end), longest)) return null;
        return (string.Concat(text.AsSpan(0, start), text[start..end].Replace(" ", "", StringComparison.Ordinal), text.AsSpan(end)), start);
    }

    /// <summary>
    /// libyaml indents the scalar as the longest of these lines, so a lesser line ends it, which would be its content once the blanks are gone.
    /// </summary>
    private static bool IsEndedByBlanks(string header, ReadOnlySpan<char> rest, int longest)
    {
        var next = Blanks(rest);
        return next < longest && next < rest.Length && next > Parent(header);
    }

    /// <summary>The column, from 0, of the key or the dash that the scalar belongs to; -1 when that stands in a line above.</summary>
    private static int Parent(string header)
    {
        var (parent, at) = (-1, Blanks(header));
        while (header.AsSpan(at) is ['-', ' ', ..])
        {
            parent = at;
            at = at + 1 + Blanks(header.AsSpan(at + 1));
        }

        return header[at] is '|' or '>' ? parent : at;
    }

    private static int Blanks(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(' ') is >= 0 and var count ? count : line.Length;

    /// <summary>
    /// A line inside quotes or brackets that begins too far left: the blanks before it mean nothing there, so it may as well have more.
    /// </summary>
    private static (string Text, int Place)? Indent(string text, int at, long column) =>
        at <= 0 || at >= text.Length ? null : (text.Insert(at, new string(' ', (int)column)), at);

    private static int NextLine(string text, int at) => at < 0 || at >= text.Length ? -1 : text.IndexOf('\n', at) + 1;

    private static (int Start, string Line) LineBefore(string text, int end)
    {
        var start = end < 2 ? 0 : text.LastIndexOf('\n', end - 2) + 1;
        return (start, text[start..(end - 1)]);
    }

    private static bool Has(YamlException failure, string words) => failure.Message.Contains(words, StringComparison.Ordinal);

    [GeneratedRegex(@"[|>][+-]?[ \t]*(?:[ \t]#.*)?\r?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
