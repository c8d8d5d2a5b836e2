using System.Text.RegularExpressions;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Failures;

/// <summary>
/// One kind of failure: its code, how to know it in helm's words, and how to say it, cause and cure. A name in braces in the sentence stands
/// for the pattern's group of that name, or for the call's <c>{release}</c>, <c>{namespace}</c>, <c>{chart}</c> or <c>{server}</c>. The words
/// were gathered by running helm 3.9.4, 4.1.4 and 4.2.3 into each failure.
/// </summary>
internal sealed partial class FailureRule(HelmFailure code, string pattern, string sentence)
{
    // A match that takes longer has met words that no rule was written for.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    // Not NonBacktracking: building its automata for all rules takes a second and 60 MB, in the first install of every service.
    private readonly Regex regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Limit);

    /// <summary>Makes the sentence where words and braces do not do.</summary>
    public Func<Match, string>? Say { get; init; }

    /// <summary>The key of the values that the failure is about.</summary>
    public Func<Match, string>? Key { get; init; }

    /// <summary>Whether it passes with nobody doing anything about it.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Which calls it is about. Default: all.</summary>
    public Func<HelmCall, bool> When { get; init; } = _ => true;

    /// <summary>The failure if this is the kind that helm tells of.</summary>
    /// <exception cref="RegexMatchTimeoutException">The words are such as no rule was written for.</exception>
    public ToldFailure? Apply(string text, HelmCall call)
    {
        if (!When(call) || regex.Match(text) is not { Success: true } match) return null;
        return new ToldFailure(code, Say?.Invoke(match) ?? Placeholder().Replace(sentence, name => Fill(name.Groups["name"].Value, match, call)), Key?.Invoke(match), IsTransient);
    }

    private static string Fill(string name, Match match, HelmCall call) => name switch
    {
        "release" => call.Release?.ToString() ?? "",
        "namespace" => call.Release?.Namespace ?? "",
        "chart" => call.Chart ?? "the chart",
        // Without a release it was no cluster that helm spoke to.
        "server" => call.Release is null ? "the chart repository" : "the Kubernetes API server",
        _ => OneLine(match.Groups[name].Value),
    };

    /// <summary>Messages are one line; helm's lists are several.</summary>
    internal static string OneLine(string text) =>
        string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

/// <summary>A failure of helm as it is told.</summary>
/// <param name="Code">Its kind.</param>
/// <param name="Message">Cause and cure.</param>
/// <param name="Key">The key of the values that it is about.</param>
/// <param name="IsTransient">Whether it passes with nobody doing anything about it.</param>
internal sealed record ToldFailure(HelmFailure Code, string Message, string? Key = null, bool IsTransient = false);
