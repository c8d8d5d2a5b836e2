using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Why an image cannot be had, from the kubelet's reason and the registry's words.</summary>
internal static class ImageReason
{
    private const string DefaultRegistry = "docker.io";

    public static Waiting? Explain(Pod pod, ContainerStatus container, Clues clues)
    {
        if (container.State.Waiting is not { } waiting) return null;

        var image = ImageOf(pod, container);
        switch (waiting.Reason)
        {
            case "InvalidImageName":
                return new Waiting(WaitReason.ImageName, $"'{image}' cannot be the name of an image: correct registry and tag", Stuck: true);
            case "ErrImageNeverPull":
                return new Waiting(WaitReason.ImagePull, $"the image {image} is not on the node {pod.Spec.NodeName} and may not be pulled: load it there, or change pullPolicy", Stuck: true);
            case "ErrImagePull" or "ImagePullBackOff" or "RegistryUnavailable":
                var words = Words.Clip(CauseIn(pod, waiting, image, clues));
                var (cause, cure, isFinal) = Cause(words, pod);
                return new Waiting(
                    WaitReason.ImagePull,
                    $"the image {image} cannot be pulled from {RegistryOf(image)}: {cause}; {cure}",
                    Stuck: isFinal || waiting.Reason is "ImagePullBackOff" || Failures(pod, image, clues) > 1);
            default:
                return null;
        }
    }

    /// <summary>The host an image comes from: its first part if that looks like a host, else Docker Hub.</summary>
    internal static string RegistryOf(string image)
    {
        var first = image.Split('/', 2);
        return first.Length == 2 && (first[0].AsSpan().IndexOfAny('.', ':') >= 0 || first[0] is "localhost") ? first[0] : DefaultRegistry;
    }

    internal static string ImageOf(Pod pod, ContainerStatus container) =>
        (pod.Spec.Containers ?? []).Concat(pod.Spec.InitContainers ?? []).FirstOrDefault(one => string.Equals(one.Name, container.Name, StringComparison.Ordinal))?.Image is { Length: > 0 } image
            ? image
            : container.Image;

    /// <summary>How often the kubelet said that it could not pull the image: between two back-offs it looks like the first try again.</summary>
    private static int Failures(Pod pod, string image, Clues clues) =>
        clues.EventsOf(pod).Where(one => one.Reason is "Failed" && one.Message.Contains(image, StringComparison.Ordinal)).Sum(one => one.Times);

    /// <summary>The back-off says only that it waits (before Kubernetes 1.31); what the registry said is in the event before it.</summary>
    private static string CauseIn(Pod pod, WaitingState waiting, string image, Clues clues)
    {
        if (waiting.Reason is not "ImagePullBackOff" || waiting.Message.Contains("ErrImagePull", StringComparison.Ordinal)) return waiting.Message;
        return clues.EventsOf(pod).FirstOrDefault(one => one.Reason is "Failed" && one.Message.Contains(image, StringComparison.Ordinal))?.Message ?? waiting.Message;
    }

    private static (string Cause, string Cure, bool IsFinal) Cause(string words, Pod pod)
    {
        if (Has(words, "toomanyrequests", "rate limit")) return ("the registry's limit of pulls is reached", "wait, or set registry to a mirror", false);
        if (Has(words, "no match for platform", "no matching manifest")) return ("it is not built for the node's processor", "choose another node or image", true);
        if (Has(words, "denied", "unauthorized", "authentication required", "authorization failed", "403 Forbidden", "401 Unauthorized"))
        {
            var secrets = pod.Spec.ImagePullSecrets is { Count: > 0 } named ? string.Join(", ", named.Select(one => one.Name)) : null;
            return (
                "it does not exist there or needs a sign-in",
                secrets is null ? "check registry and tag, or name a secret in imagePullSecrets" : $"check registry and tag, and that the secret {secrets} exists and is right",
                true);
        }

        if (Has(words, "not found", "manifest unknown", "does not exist", "name unknown")) return ("there is no such image or tag", "check registry and tag", true);
        if (Has(words, "x509", "certificate", "server gave HTTP response to HTTPS")) return ("the node does not trust the registry's certificate", "add it on the nodes, or set registry to another", false);
        if (Has(words, "no such host", "timeout", "connection refused", "dial tcp", "deadline exceeded", "EOF"))
        {
            return ("the node cannot reach the registry", "set registry to a mirror, or load the image on the nodes", false);
        }

        return Has(words, "no space left", "disk")
            ? ("the node's disk is full", "free space there", false)
            : (words.Length > 0 ? words : "no reason is given", "check registry and tag", false);
    }

    private static bool Has(string words, params ReadOnlySpan<string> any)
    {
        foreach (var one in any)
        {
            if (words.Contains(one, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
