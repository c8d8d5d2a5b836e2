using System.Text.Json.Serialization;

namespace KubeFate.Kubernetes.Resources;

internal sealed record Pod : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public PodSpec Spec { get; set; } = new();

    public PodStatus Status { get; set; } = new();
}

internal sealed record PodSpec
{
    public string? NodeName { get; set; }

    public IReadOnlyList<Container>? Containers { get; set; }

    public IReadOnlyList<Container>? InitContainers { get; set; }

    public IReadOnlyList<Volume>? Volumes { get; set; }

    public IReadOnlyList<NamedReference>? ImagePullSecrets { get; set; }
}

internal sealed record Container
{
    public string Name { get; set; } = "";

    public string Image { get; set; } = "";

    /// <summary><c>Always</c> on an init container makes it a sidecar that goes on running.</summary>
    public string? RestartPolicy { get; set; }
}

internal sealed record Volume
{
    public ClaimSource? PersistentVolumeClaim { get; set; }
}

internal sealed record ClaimSource
{
    public string ClaimName { get; set; } = "";
}

internal sealed record NamedReference
{
    public string Name { get; set; } = "";
}

internal sealed record PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string Phase { get; set; } = "";

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";

    public string? HostIP { get; set; }

    public IReadOnlyList<Condition>? Conditions { get; set; }

    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; set; }

    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; set; }
}

internal sealed record ContainerStatus
{
    public string Name { get; set; } = "";

    public string Image { get; set; } = "";

    /// <summary>The run's own id; while the container waits, that of the run before.</summary>
    [JsonPropertyName("containerID")]
    public string? ContainerId { get; set; }

    public bool Ready { get; set; }

    /// <summary>Its startup probe succeeded; null while unknown.</summary>
    public bool? Started { get; set; }

    public int RestartCount { get; set; }

    public ContainerState State { get; set; } = new();

    public ContainerState LastState { get; set; } = new();
}

internal sealed record ContainerState
{
    public WaitingState? Waiting { get; set; }

    public RunningState? Running { get; set; }

    public TerminatedState? Terminated { get; set; }
}

internal sealed record WaitingState
{
    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";
}

internal sealed record RunningState
{
    public DateTimeOffset? StartedAt { get; set; }
}

internal sealed record TerminatedState
{
    public int ExitCode { get; set; }

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";
}
