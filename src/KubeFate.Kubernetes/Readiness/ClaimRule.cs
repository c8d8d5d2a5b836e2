using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Judges a volume claim: bound is done. Why it is not is told by its newest event.</summary>
internal static class ClaimRule
{
    public static Waiting? Judge(Claim claim, IReadOnlyList<ClusterEvent> newestFirst)
    {
        var name = claim.Metadata.Name;
        if (claim.Status.Phase is "Bound") return null;
        if (claim.Status.Phase is "Lost")
        {
            return new Waiting(WaitReason.VolumeMissing, $"the volume of the claim {name} is gone: restore it, or delete the claim and its data", Stuck: true);
        }

        var wanted = claim.Spec.StorageClassName;
        foreach (var @event in newestFirst)
        {
            switch (@event.Reason)
            {
                case "ProvisioningFailed":
                    return Missing(@event.Message)
                        ? Unbound($"the claim {name} asks for the storage class {wanted}, which does not exist: choose one of kubectl get storageclass as storageClass")
                        : Unbound($"no volume could be made for the claim {name}: {Words.Clip(@event.Message)}; see to the storage class {wanted}");
                case "FailedBinding":
                    return string.IsNullOrEmpty(wanted)
                        ? Unbound($"the claim {name} names no storage class and there is no default one: set storageClass, or mark a class as the default")
                        : Unbound($"no volume fits the claim {name}: {Words.Clip(@event.Message)}");
                case "WaitForFirstConsumer" or "WaitForPodScheduled":
                    return new Waiting(WaitReason.VolumePending, $"the claim {name} gets its volume once its pod has a node");
            }
        }

        return new Waiting(WaitReason.VolumePending, $"a volume is being made for the claim {name}");
    }

    private static Waiting Unbound(string sentence) => new(WaitReason.VolumeUnbound, sentence, Stuck: true);

    private static bool Missing(string message) =>
        message.Contains("storageclass", StringComparison.OrdinalIgnoreCase) && message.Contains("not found", StringComparison.Ordinal);
}
