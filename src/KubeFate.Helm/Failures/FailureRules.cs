using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Failures;

/// <summary>Turns what helm printed into a failure with a code and a message.</summary>
internal static class FailureRules
{
    /// <summary>
    /// The first that fits counts, so the particular stand before the general: a "cluster unreachable" with a 401 inside is about the
    /// account, a "forbidden: exceeded quota" about the quota.
    /// </summary>
    private static readonly IReadOnlyList<FailureRule> Rules =
        [.. ReleaseFailures.Rules, .. ChartFailures.Rules, .. ObjectFailures.Rules, .. AccessFailures.Rules, .. ConnectionFailures.Rules];

    // What helm says of a failure stands at its beginning; the rest may be megabytes of a template that it could not read.
    private const int Longest = 16 * 1024;

    public static HelmException Explain(HelmCall call, ChildResult result)
    {
        var text = HelmMessage.Core(result.Error);
        var beginning = text.Length > Longest ? text[..Longest] : text;
        foreach (var rule in Rules)
        {
            if (rule.Apply(beginning, call) is var (code, message, key)) return new HelmException(code, message) { Detail = result.Error.Trim(), Key = key };
        }

        var said = text.Length > 0 ? text : $"exit code {result.ExitCode} and no word why";
        return new HelmException(HelmFailure.Other, $"helm {call.Verb} failed: {said}") { Detail = result.Error.Trim() };
    }
}
