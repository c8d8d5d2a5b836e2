using YamlDotNet.Core;

namespace KubeFate.Fate.Yaml;

/// <summary>Says what a syntax error of YAML means to whoever wrote the file: the parser's own words name grammar rules.</summary>
internal static class SyntaxMessages
{
    private const string Template = "this line has a template ({{ … }}); write the value itself";

    /// <summary>The place and the sentence.</summary>
    public static (int Line, int Column, string Message) Explain(string text, YamlException failure)
    {
        var lines = text.Split('\n');
        var (line, column) = failure is UnclosedBracketException ? (LastOpenBracket(lines), 0) : ((int)failure.Start.Line, (int)failure.Start.Column);
        line = Math.Clamp(line, 1, lines.Length);
        if (failure is ReadDifferentlyException) return (line, column, failure.Message);
        var words = failure is UnclosedBracketException ? "" : failure.Message;
        if (CommentWithoutBlank(lines[line - 1], column) is { } hash)
            return (line, hash, "a comment needs a blank before its #; write one, or put the value in quotes");
        if (LineWithTab(lines, line) is { } tab && (Has(words, "tab") || tab >= line - 1))
            return (tab, 1, "this line is indented with a tab; YAML allows spaces only: replace the tab by spaces");
        if (column > 0 && column <= lines[line - 1].Length && lines[line - 1][column - 1] is ']' or '}')
            return (line, column, "a bracket is closed here that was not opened; leave it out");
        return (line, column, Sentence(lines[line - 1].Trim(), words));
    }

    /// <summary>What to say of a key that is none.</summary>
    public static string NoKey(YamlNode key) =>
        key is YamlMap ? Template : $"a key is a word or a number; here stands {key.Describe()}";

    private static string Sentence(string line, string words)
    {
        if (line.Contains("{{", StringComparison.Ordinal)) return Template;
        if (Has(words, "spaces in"))
            return "a line of blanks at the beginning of the block above is longer than the block's indentation; leave its blanks out";
        if (Has(words, "key indicator")) return "a - that stands alone is a list's item, of which there is none in brackets; put it in quotes";
        if (words.Length == 0 || Has(words, "flow")) return "a bracket that is opened here is not closed; add ] or }";
        if (Has(words, "node content")) return "a value is missing here, or a bracket above is not closed";
        if (Has(words, "unknown escape")) return "\"\\\" begins an escape inside double quotes; use single quotes, or write \\\\";
        if (Has(words, "quoted scalar")) return "a quote that is opened here is not closed; add the quote at the end of the value";
        if (Has(words, "cannot start")) return "a value cannot begin with this character; put the value in quotes";
        if (Has(words, "invalid mapping")) return ColonSentence(line);
        if (Has(words, "sequence entries are not allowed"))
            return "\"- \" cannot follow a key in its line; begin the list in the next line";
        if (Has(words, "expected key") || Has(words, "':'")) return KeySentence(line);
        return $"this is not YAML ({words.TrimEnd('.')}); look for a missing quote, colon or bracket in or above this line";
    }

    private static string ColonSentence(string line) =>
        line.AsSpan().Count(": ") > 1
            ? "a second \": \" stands in one value; put the value in quotes"
            : "this line is indented deeper than the key above it, which has a value already; begin it in the same column as that key";

    private static string KeySentence(string line)
    {
        if (line.StartsWith("- ", StringComparison.Ordinal))
            return "this list item is not indented as the ones above it, or stands among keys; indent it as its neighbours";
        return line.Contains(": ", StringComparison.Ordinal) || line.EndsWith(':')
            ? "this line is not indented as the keys around it; begin it in the same column as its neighbours"
            : "a key with a colon is needed, such as name: fate-9999";
    }

    /// <summary>The column of a # that follows a quote, a bracket or a comma with nothing between; null when there is none at the place.</summary>
    private static int? CommentWithoutBlank(string line, int column)
    {
        for (var at = Math.Max(1, column - 1); at <= column && at < line.Length; at++)
        {
            if (line[at] == '#' && line[at - 1] is '"' or '\'' or ']' or '}' or ',' or '|' or '>' or '+' or '-') return at + 1;
        }

        return null;
    }

    /// <summary>The first line from the one before <paramref name="from"/> on whose indentation has a tab; else the first of all.</summary>
    private static int? LineWithTab(string[] lines, int from)
    {
        int? first = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var indentation = lines[i].AsSpan(0, lines[i].Length - lines[i].TrimStart().Length);
            if (!indentation.Contains('\t') || lines[i].Trim().Length == 0) continue;
            if (i + 1 >= from) return i + 1;
            first ??= i + 1;
        }

        return first;
    }

    private static int LastOpenBracket(string[] lines)
    {
        var index = Array.FindLastIndex(lines, line => line.AsSpan().IndexOfAny('[', '{') >= 0);
        return index + 1;
    }

    private static bool Has(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
