using System.Globalization;
using System.Text.RegularExpressions;
using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Why no node takes a pod, from the scheduler's own words in the condition PodScheduled.</summary>
internal static partial class SchedulingReason
{
    public static Waiting Explain(Pod pod, Condition unscheduled, Clues clues)
    {
        if (unscheduled.Reason is "SchedulingGated")
        {
            return new Waiting(WaitReason.Paused, "its pod is held back by a scheduling gate: whoever set it must lift it", Stuck: true);
        }

        if (Claims(pod, unscheduled.Message, clues) is { } claim) return claim;

        // The cluster's autoscaler answers in an event; then a node is on its way.
        return clues.EventsOf(pod).Any(one => one.Reason is "TriggeredScaleUp")
            ? new Waiting(WaitReason.Unschedulable, "no node has room for its pod; a new one is being added")
            : new Waiting(WaitReason.Unschedulable, Summary(unscheduled.Message), Stuck: true);
    }

    /// <summary>The scheduler's words in ours.</summary>
    internal static string Summary(string message)
    {
        // What follows says why nothing can be pushed aside, in the same words again.
        var words = message.Split("preemption:", 2)[0];
        var causes = new List<string>();
        string? cure = null;
        foreach (Match match in Shortage().Matches(words)) Add($"too little {match.Groups["what"].Value} on {Nodes(match)}", "free some, add a node, or ask for less in resources");
        foreach (Match match in TooManyPods().Matches(words)) Add($"{Nodes(match)} full of pods", "add a node");
        foreach (Match match in Taint().Matches(words)) Add($"{Nodes(match)} tainted {match.Groups["what"].Value.Trim(' ', ':')}", "add a node, remove the taint or set tolerations");
        foreach (Match match in Cordoned().Matches(words)) Add($"{Nodes(match)} cordoned", "kubectl uncordon it");
        foreach (Match match in Selector().Matches(words)) Add($"{Nodes(match)} not matching nodeSelector or affinity", "correct nodeSelector, or label a node");
        foreach (Match match in VolumeNode().Matches(words)) Add($"its volume is bound to another place than {Nodes(match)}", "free the node that has the volume");
        foreach (Match match in HostPort().Matches(words)) Add($"the port is taken on {Nodes(match)}", "choose another port");

        if (words.Contains("no nodes available", StringComparison.Ordinal)) return "no node can take its pod: the cluster has none that is ready";
        return causes.Count == 0
            ? $"no node can take its pod: {Words.Clip(words)}"
            : $"no node can take its pod: {string.Join(", ", causes)}; {cure}";

        void Add(string cause, string remedy)
        {
            causes.Add(cause);
            cure ??= remedy;
        }
    }

    private static Waiting? Claims(Pod pod, string message, Clues clues)
    {
        if (MissingClaim().Match(message) is { Success: true } missing) return VolumeMissing(missing.Groups["name"].Value);
        if (!message.Contains("PersistentVolumeClaim", StringComparison.OrdinalIgnoreCase)) return null;

        foreach (var name in (pod.Spec.Volumes ?? []).Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>())
        {
            var claim = clues.Claim(name);
            if (claim is null && clues.KnowsClaims) return VolumeMissing(name);
            if (claim is not null && ClaimRule.Judge(claim, clues.EventsOf(claim)) is { } waiting) return waiting;
        }

        return null;
    }

    private static Waiting VolumeMissing(string name) =>
        new(WaitReason.VolumeMissing, $"its volume claim {name} does not exist: create it, or leave existingClaim empty", Stuck: true);

    private static string Nodes(Match match)
    {
        var count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        return count == 1 ? "1 node" : $"{count} nodes";
    }

    [GeneratedRegex(@"(?<count>\d+) Insufficient (?<what>[\w./-]*\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shortage();

    [GeneratedRegex(@"(?<count>\d+) Too many pods", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TooManyPods();

    [GeneratedRegex(@"(?<count>\d+) node\(s\) had (?:untolerated )?taint \{(?<what>[^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Taint();

    [GeneratedRegex(@"(?<count>\d+) node\(s\) were unschedulable", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cordoned();

    [GeneratedRegex(@"(?<count>\d+) node\(s\) didn't match (?:Pod's |pod )?(?:node )?(?:affinity|selector)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"(?<count>\d+) node\(s\) (?:had volume node affinity conflict|didn't match PersistentVolume's node affinity)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VolumeNode();

    [GeneratedRegex(@"(?<count>\d+) node\(s\) didn't have free ports", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostPort();

    [GeneratedRegex(@"persistentvolumeclaim ""(?<name>[^""]+)"" not found", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingClaim();
}
