namespace KubeFate.Kubernetes.Resources;

internal sealed record Deployment : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public DeploymentSpec Spec { get; set; } = new();

    public DeploymentStatus Status { get; set; } = new();
}

internal sealed record DeploymentSpec
{
    public int? Replicas { get; set; }

    public bool Paused { get; set; }
}

internal sealed record DeploymentStatus
{
    public long ObservedGeneration { get; set; }

    public int Replicas { get; set; }

    public int UpdatedReplicas { get; set; }

    public int ReadyReplicas { get; set; }

    public int AvailableReplicas { get; set; }

    public IReadOnlyList<Condition>? Conditions { get; set; }
}

internal sealed record ReplicaSet : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public ReplicaSetStatus Status { get; set; } = new();

    /// <summary>The Deployment's revision this set stands for; 0 when the annotation is missing.</summary>
    public long Revision => long.TryParse(Metadata.Annotations?.Revision, out var revision) ? revision : 0;
}

internal sealed record ReplicaSetStatus
{
    public int Replicas { get; set; }

    public IReadOnlyList<Condition>? Conditions { get; set; }
}

internal sealed record StatefulSet : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public StatefulSetSpec Spec { get; set; } = new();

    public StatefulSetStatus Status { get; set; } = new();
}

internal sealed record StatefulSetSpec
{
    public int? Replicas { get; set; }

    /// <summary><c>OrderedReady</c> (the default) or <c>Parallel</c>.</summary>
    public string PodManagementPolicy { get; set; } = "OrderedReady";

    public UpdateStrategy UpdateStrategy { get; set; } = new();
}

internal sealed record UpdateStrategy
{
    /// <summary><c>RollingUpdate</c> (the default) or <c>OnDelete</c>.</summary>
    public string Type { get; set; } = "RollingUpdate";

    public RollingUpdate? RollingUpdate { get; set; }
}

internal sealed record RollingUpdate
{
    public int? Partition { get; set; }
}

internal sealed record StatefulSetStatus
{
    public long ObservedGeneration { get; set; }

    public int Replicas { get; set; }

    public int ReadyReplicas { get; set; }

    public int UpdatedReplicas { get; set; }

    public string CurrentRevision { get; set; } = "";

    public string UpdateRevision { get; set; } = "";
}

internal sealed record DaemonSet : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public DaemonSetSpec Spec { get; set; } = new();

    public DaemonSetStatus Status { get; set; } = new();
}

internal sealed record DaemonSetSpec
{
    public UpdateStrategy UpdateStrategy { get; set; } = new();
}

internal sealed record DaemonSetStatus
{
    public long ObservedGeneration { get; set; }

    public int DesiredNumberScheduled { get; set; }

    public int CurrentNumberScheduled { get; set; }

    public int UpdatedNumberScheduled { get; set; }

    public int NumberReady { get; set; }

    public int NumberAvailable { get; set; }
}

internal sealed record Job : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public JobSpec Spec { get; set; } = new();

    public JobStatus Status { get; set; } = new();
}

internal sealed record JobSpec
{
    public int? Completions { get; set; }

    public bool Suspend { get; set; }
}

internal sealed record JobStatus
{
    public int Active { get; set; }

    public int Succeeded { get; set; }

    public int Failed { get; set; }

    public DateTimeOffset? CompletionTime { get; set; }

    public IReadOnlyList<Condition>? Conditions { get; set; }
}
