using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>What a container that is being made waits for, from the newest event of its pod: volumes, the network, the image.</summary>
internal static class StartingReason
{
    public static Waiting Explain(Pod pod, ContainerStatus container, string role, Clues clues) =>
        OfPod(pod, clues) ?? new Waiting(WaitReason.Starting, $"the {role}container {container.Name} is being made on the node {pod.Spec.NodeName}");

    public static Waiting? OfPod(Pod pod, Clues clues)
    {
        foreach (var one in clues.EventsOf(pod))
        {
            switch (one.Reason)
            {
                case "FailedMount":
                    return ConfigReason.Missing(one.Message)
                        ?? new Waiting(WaitReason.MountFailed, $"a volume cannot be mounted on the node {pod.Spec.NodeName}: {Words.Clip(one.Message)}");
                case "FailedAttachVolume" when one.Message.Contains("Multi-Attach", StringComparison.Ordinal):
                    return new Waiting(WaitReason.MountFailed, "its volume is still in use on another node: it waits until the old pod there is gone");
                case "FailedAttachVolume":
                    return new Waiting(WaitReason.MountFailed, $"a volume cannot be attached to the node {pod.Spec.NodeName}: {Words.Clip(one.Message)}");
                case "FailedCreatePodSandBox":
                    return new Waiting(WaitReason.SandboxFailed, $"the node {pod.Spec.NodeName} cannot set up the pod's network: {Words.Clip(one.Message)}; see to its network plugin");
                case "Pulling":
                    return new Waiting(WaitReason.PullingImage, $"the image {Quoted(one.Message)} is being pulled to the node {pod.Spec.NodeName}");
            }
        }

        return null;
    }

    /// <summary>From <c>Pulling image "federatedai/eggroll:1.8.0-release"</c>.</summary>
    private static string Quoted(string message)
    {
        var parts = message.Split('"');
        return parts.Length > 2 ? parts[1] : Words.Clip(message);
    }
}
