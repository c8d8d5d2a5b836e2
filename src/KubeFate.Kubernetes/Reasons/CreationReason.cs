using System.Text.RegularExpressions;
using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Why pods are not even created, from a ReplicaSet's condition or the events of the others.</summary>
internal static partial class CreationReason
{
    /// <summary>Null when nothing forbids them.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="ownership">Finds a Deployment's newest ReplicaSet.</param>
    /// <param name="clues">Events.</param>
    /// <param name="isShort">It has fewer pods than it wants: an old event about a pod that came in the end is no reason.</param>
    public static Waiting? Explain(IResource workload, Ownership ownership, Clues clues, bool isShort)
    {
        if (workload is Deployment deployment)
        {
            var set = ownership.NewestSetOf(deployment);
            var conditions = set is null ? deployment.Status.Conditions : set.Status.Conditions;
            return conditions.Of("ReplicaFailure") is { IsTrue: true } failure ? Sentence(failure.Message) : null;
        }

        return isShort && clues.EventsOf(workload).FirstOrDefault(one => one.Reason is "FailedCreate") is { } refused ? Sentence(refused.Message) : null;
    }

    private static Waiting Sentence(string message)
    {
        if (Quota().Match(message) is { Success: true } quota)
        {
            return new Waiting(
                WaitReason.QuotaExceeded,
                $"the quota {quota.Groups["name"].Value} leaves no room for its pod ({Words.Clip(quota.Groups["words"].Value)}): raise it, or ask for less in resources",
                Stuck: true);
        }

        if (MustSpecify().Match(message) is { Success: true } must)
        {
            return new Waiting(
                WaitReason.QuotaExceeded, $"the quota {must.Groups["name"].Value} asks every pod to {Words.Clip(must.Groups["words"].Value)}: set them in resources", Stuck: true);
        }

        if (ServiceAccount().Match(message) is { Success: true } account)
        {
            return Refused($"its pods need the service account {account.Groups["name"].Value}, which does not exist: create it");
        }

        if (PodSecurity().Match(message) is { Success: true } security)
        {
            return Refused($"the namespace's pod security level {security.Groups["name"].Value} forbids its pods ({Words.Clip(security.Groups["words"].Value)}): use a namespace that allows them");
        }

        return Webhook().Match(message) is { Success: true } webhook
            ? Refused($"the admission webhook {webhook.Groups["name"].Value} forbids its pods: {Words.Clip(webhook.Groups["words"].Value)}")
            : Refused($"Kubernetes does not create its pods: {Words.Clip(message)}");
    }

    private static Waiting Refused(string sentence) => new(WaitReason.CreationRefused, sentence, Stuck: true);

    [GeneratedRegex(@"exceeded quota: (?<name>[^,\s]+), (?<words>.+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quota();

    [GeneratedRegex(@"failed quota: (?<name>[^:\s]+): must (?<words>specify .+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MustSpecify();

    [GeneratedRegex(@"serviceaccounts? ""(?<name>[^""]+)"" not found", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServiceAccount();

    [GeneratedRegex(@"violates PodSecurity ""(?<name>[^"":]+)[^""]*"": (?<words>.+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PodSecurity();

    [GeneratedRegex(@"admission webhook ""(?<name>[^""]+)"" denied the request:? ?(?<words>.*)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Webhook();
}
