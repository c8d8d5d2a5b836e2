using System.Text.RegularExpressions;
using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Why a container cannot be made from its specification: missing secrets and ConfigMaps, a command that is not there.</summary>
internal static partial class ConfigReason
{
    public static Waiting? Explain(ContainerStatus container, string role)
    {
        if (container.State.Waiting is not { } waiting) return null;
        return waiting.Reason switch
        {
            "CreateContainerConfigError" => Missing(waiting.Message) ?? new Waiting(
                WaitReason.StartFailed, $"the {role}container {container.Name} cannot be made: {Words.Clip(waiting.Message)}", Stuck: true),
            "CreateContainerError" or "RunContainerError" or "PreCreateHookError" or "PreStartHookError" or "PostStartHookError" => new Waiting(
                WaitReason.StartFailed, $"the {role}container {container.Name} cannot be started: {Words.Clip(waiting.Message)}", Stuck: true),
            _ => null,
        };
    }

    /// <summary>The kubelet's words for a secret or ConfigMap, or a key of one, that does not exist; null for other words.</summary>
    public static Waiting? Missing(string message)
    {
        if (MissingObject().Match(message) is { Success: true } found)
        {
            var kind = found.Groups["kind"].Value is "secret" ? "secret" : "ConfigMap";
            return new Waiting(WaitReason.ConfigMissing, $"needs the {kind} {found.Groups["name"].Value}, which does not exist: create it", Stuck: true);
        }

        return MissingKey().Match(message) is { Success: true } key
            ? new Waiting(
                WaitReason.ConfigMissing,
                $"needs the key {key.Groups["key"].Value} of the {(key.Groups["kind"].Value is "Secret" ? "secret" : "ConfigMap")} {key.Groups["name"].Value}, which does not have it: add it",
                Stuck: true)
            : null;
    }

    [GeneratedRegex(@"(?<kind>secret|configmap)s? ""(?<name>[^""]+)"" not found", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingObject();

    [GeneratedRegex(@"couldn't find key (?<key>\S+) in (?<kind>Secret|ConfigMap) [^/\s]*/?(?<name>[\w.-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingKey();
}
