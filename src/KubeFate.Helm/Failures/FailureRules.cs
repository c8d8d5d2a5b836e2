using System.Text.RegularExpressions;
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

    private const int Shortened = 1024, LongestInHelmsWords = 4000;

    public static HelmException Explain(HelmCall call, ChildResult result)
    {
        var text = HelmMessage.Core(result.Error);
        var beginning = text.Length > Longest ? text[..Longest] : text;
        var refusals = Refusal.ReadAll(beginning);
        var told = refusals.Count > 0 ? Tell(refusals, call) : Apply(beginning, call) ?? new ToldFailure(HelmFailure.Other, InHelmsWords(text, call, result));
        return new HelmException(told.Code, told.Message) { Detail = Cut(result.Error.Trim(), 4 * Longest), Key = told.Key, IsTransient = told.IsTransient, MayHaveChanged = call.Writes };
    }

    /// <summary>Each fault once, with its object and its cure; the conflicts together, since one flag cures them, and last, since it does not cure the others.</summary>
    private static ToldFailure Tell(IReadOnlyList<Refusal> refusals, HelmCall call)
    {
        var faults = refusals.SelectMany(refusal => refusal.Faults.Select(fault => (refusal, fault))).ToList();
        var conflicts = faults.Where(one => FieldConflicts.IsOne(one.fault)).Select(one => ((string?)one.refusal.Place, one.fault)).ToList();
        var told = faults.Where(one => !FieldConflicts.IsOne(one.fault)).Select(one => Tell(one.refusal, one.fault, call)).Distinct().ToList();
        if (conflicts.Count > 0) told.Add(new ToldFailure(HelmFailure.ResourceConflict, FieldConflicts.Tell(conflicts)));
        return told.Count == 1 ? told[0] : new ToldFailure(told[0].Code, string.Join("; ", told.Select((one, index) => $"({index + 1}) {one.Message}")), IsTransient: told.All(one => one.IsTransient));
    }

    private static ToldFailure Tell(Refusal refusal, string fault, HelmCall call)
    {
        var told = Apply(fault, call) ?? new ToldFailure(HelmFailure.Other, $"helm {call.Verb} failed: {FailureRule.OneLine(fault)}");
        return !refusal.IsNamedByHelm || told.Message.Contains(refusal.Object.Name, StringComparison.Ordinal) ? told : told with { Message = $"{refusal.Place}: {told.Message}" };
    }

    private static ToldFailure? Apply(string text, HelmCall call)
    {
        foreach (var rule in Rules)
        {
            try
            {
                if (rule.Apply(text, call) is { } told) return told;
            }
            catch (RegexMatchTimeoutException)
            {
                // The others would take as long each. The failure is told all the same, in helm's own words if need be.
                text = text.Length > Shortened ? text[..Shortened] : "";
            }
        }

        return null;
    }

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] + "…" : text;

    private static string InHelmsWords(string text, HelmCall call, ChildResult result) =>
        $"helm {call.Verb} failed: {(text.Length > 0 ? Cut(text, LongestInHelmsWords) : $"exit code {result.ExitCode} and no word why")}";
}
