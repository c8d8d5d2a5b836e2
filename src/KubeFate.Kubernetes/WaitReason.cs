namespace KubeFate.Kubernetes;

/// <summary>Why a workload is not ready. Each is explained, with cause and cure, in docs/troubleshooting.md under the same name.</summary>
public enum WaitReason
{
    /// <summary>Nothing wrong: pods are being created, updated or ended.</summary>
    RollingOut,

    /// <summary>The Deployment made no progress for as long as its progressDeadlineSeconds.</summary>
    DeadlineExceeded,

    /// <summary>Somebody paused the Deployment or suspended the Job.</summary>
    Paused,

    /// <summary>The Job gave up.</summary>
    JobFailed,

    /// <summary>A claim's volume is being made, or is made when its pod has a node.</summary>
    VolumePending,

    /// <summary>A claim gets no volume: no storage class, or the provisioner fails.</summary>
    VolumeUnbound,

    /// <summary>The volume of a claim is gone.</summary>
    VolumeLost,
}
