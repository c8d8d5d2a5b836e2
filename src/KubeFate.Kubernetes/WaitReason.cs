namespace KubeFate.Kubernetes;

/// <summary>
/// Why a workload is not ready. Each is explained, with cause and cure, in docs/troubleshooting.md under the same name. The later it stands
/// here, the more it matters when several pods of a workload wait for different things.
/// </summary>
public enum WaitReason
{
    /// <summary>Nothing wrong: pods are being created, updated or ended, or the Job runs.</summary>
    RollingOut,

    /// <summary>A container is being made.</summary>
    Starting,

    /// <summary>An image is being pulled.</summary>
    PullingImage,

    /// <summary>A container runs and is not ready yet.</summary>
    NotReadyYet,

    /// <summary>An init container still waits for another module.</summary>
    WaitsForModule,

    /// <summary>An init container still works.</summary>
    Initializing,

    /// <summary>A claim's volume is being made, or is made when its pod has a node.</summary>
    VolumePending,

    /// <summary>A startup, readiness or liveness probe fails.</summary>
    ProbeFailing,

    /// <summary>The pod was evicted or failed, and is replaced.</summary>
    Evicted,

    /// <summary>The pod's network or sandbox cannot be set up.</summary>
    SandboxFailed,

    /// <summary>A volume cannot be mounted or attached.</summary>
    MountFailed,

    /// <summary>The node does not answer.</summary>
    NodeLost,

    /// <summary>The Deployment made no progress for as long as its progressDeadlineSeconds.</summary>
    DeadlineExceeded,

    /// <summary>Somebody paused the Deployment, suspended the Job, or holds the pod's scheduling.</summary>
    Paused,

    /// <summary>A broken pod of the old revision holds up a StatefulSet's update.</summary>
    OldPodBlocks,

    /// <summary>No node takes the pod.</summary>
    Unschedulable,

    /// <summary>A claim gets no volume: no storage class, or the provisioner fails.</summary>
    VolumeUnbound,

    /// <summary>The claim a pod mounts does not exist, or its volume is gone.</summary>
    VolumeMissing,

    /// <summary>An image cannot be pulled.</summary>
    ImagePull,

    /// <summary>An image's name cannot be one.</summary>
    ImageName,

    /// <summary>A secret or ConfigMap, or a key of one, does not exist.</summary>
    ConfigMissing,

    /// <summary>A container cannot be made or started.</summary>
    StartFailed,

    /// <summary>A container crashes.</summary>
    Crash,

    /// <summary>A container was ended because it used more memory than it may.</summary>
    OutOfMemory,

    /// <summary>A resource quota leaves no room for the pod.</summary>
    QuotaExceeded,

    /// <summary>The pod may not be created: pod security, an admission webhook, a missing service account.</summary>
    CreationRefused,

    /// <summary>The Job gave up.</summary>
    JobFailed,
}
