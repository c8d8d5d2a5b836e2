using System.Text.RegularExpressions;

namespace KubeFate.Helm.Charts;

/// <summary>Reads what <c>helm lint</c> prints: <c>[WARNING] templates/a.yaml: …</c>, long texts going on in lines of their own.</summary>
internal static partial class LintOutput
{
    // A chart decides what helm says of it, and may make it say megabytes.
    private const int MostMessages = 200, LongestText = 4000;

    public static LintReport Read(string output)
    {
        var messages = new List<LintMessage>();
        foreach (var line in output.Split('\n').Select(line => line.TrimEnd()).TakeWhile(line => !Summary().IsMatch(line)))
        {
            if (Finding().Match(line) is { Success: true } found)
            {
                if (messages.Count == MostMessages) break;
                messages.Add(Message(found));
            }
            else if (line.Length > 0 && messages is [.., { Text.Length: < LongestText } last])
            {
                messages[^1] = last with { Text = Cut($"{last.Text} {line.Trim()}") };
            }
        }

        return new LintReport(messages);
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] + "…" : text;

    private static LintMessage Message(Match found) => new(
        Enum.TryParse<LintSeverity>(found.Groups["severity"].Value, ignoreCase: true, out var severity) ? severity : LintSeverity.Error,
        found.Groups["path"].Value,
        Cut(found.Groups["text"].Value));

    /// <summary>A chart that cannot even be opened is told without brackets and path: <c>Error unable to check Chart.yaml …</c>.</summary>
    [GeneratedRegex(@"^(?:\[(?<severity>\w+)\] (?<path>[^:]*): |(?<severity>Error) )(?<text>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Finding();

    [GeneratedRegex(@"^(Error: )?\d+ chart\(s\) linted", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Summary();
}
