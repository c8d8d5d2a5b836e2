using System.Text.RegularExpressions;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Failures;

/// <summary>
/// One kind of failure: how to know it in helm's words, which code it has, and how to say it, cause and cure. The words were gathered by
/// running helm 3.9.4 and 4.1.4 into each failure.
/// </summary>
internal sealed class FailureRule(HelmFailure code, string pattern, Func<Match, HelmCall, string> say)
{
    private readonly Regex regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    public FailureRule(HelmFailure code, string pattern, string message) : this(code, pattern, (_, _) => message)
    {
    }

    /// <summary>The code and message if this is the kind of failure that helm tells of.</summary>
    public (HelmFailure Code, string Message)? Apply(string text, HelmCall call)
    {
        var match = regex.Match(text);
        return match.Success ? (code, say(match, call)) : null;
    }
}
