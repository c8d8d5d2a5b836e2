using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>Which events are kept: those that a sentence can be made of.</summary>
internal static class Telling
{
    private static readonly HashSet<string> Reasons = new(StringComparer.Ordinal)
    {
        // Of claims (the volume binder and the provisioners).
        "ProvisioningFailed", "FailedBinding", "WaitForFirstConsumer", "WaitForPodScheduled",

        // Of sets and Jobs that may not create a pod.
        "FailedCreate",

        // Of pods (scheduler, autoscaler, kubelet).
        "TriggeredScaleUp", "FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox", "Failed", "Unhealthy", "Pulling",
    };

    public static bool IsTelling(ClusterEvent @event) => Reasons.Contains(@event.Reason);
}
