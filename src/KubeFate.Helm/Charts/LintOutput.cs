using System.Text.RegularExpressions;

namespace KubeFate.Helm.Charts;

/// <summary>Reads what <c>helm lint</c> prints: <c>[WARNING] templates/a.yaml: …</c>, long texts going on in lines of their own.</summary>
internal static partial class LintOutput
{
    public static LintReport Read(string output)
    {
        var messages = new List<LintMessage>();
        foreach (var line in output.Split('\n').Select(line => line.TrimEnd()).TakeWhile(line => !Summary().IsMatch(line)))
        {
            if (Finding().Match(line) is { Success: true } found) messages.Add(Message(found));
            else if (line.Length > 0 && messages.Count > 0) messages[^1] = messages[^1] with { Text = $"{messages[^1].Text} {line.Trim()}" };
        }

        return new LintReport(messages);
    }

    private static LintMessage Message(Match found) => new(
        Enum.TryParse<LintSeverity>(found.Groups["severity"].Value, ignoreCase: true, out var severity) ? severity : LintSeverity.Error,
        found.Groups["path"].Value,
        found.Groups["text"].Value);

    /// <summary>A chart that cannot even be opened is told without brackets and path: <c>Error unable to check Chart.yaml …</c>.</summary>
    [GeneratedRegex(@"^(?:\[(?<severity>\w+)\] (?<path>[^:]*): |(?<severity>Error) )(?<text>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Finding();

    [GeneratedRegex(@"^(Error: )?\d+ chart\(s\) linted", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Summary();
}
