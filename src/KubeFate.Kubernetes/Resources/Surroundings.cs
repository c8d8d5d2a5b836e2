using System.Text.Json.Serialization;

namespace KubeFate.Kubernetes.Resources;

internal sealed record Claim : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public ClaimSpec Spec { get; set; } = new();

    public ClaimStatus Status { get; set; } = new();
}

internal sealed record ClaimSpec
{
    /// <summary>Null takes the default class, empty wants a volume that is made by hand.</summary>
    public string? StorageClassName { get; set; }
}

internal sealed record ClaimStatus
{
    /// <summary><c>Pending</c>, <c>Bound</c> or <c>Lost</c>.</summary>
    public string Phase { get; set; } = "";
}

/// <summary>An event (core/v1).</summary>
internal sealed record ClusterEvent : IResource
{
    public ObjectMeta Metadata { get; set; } = new();

    public InvolvedObject InvolvedObject { get; set; } = new();

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string Type { get; set; } = "";

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";

    public int Count { get; set; }

    public DateTimeOffset? LastTimestamp { get; set; }

    public DateTimeOffset? EventTime { get; set; }

    public EventSeries? Series { get; set; }

    [JsonIgnore]
    public DateTimeOffset Time =>
        Series?.LastObservedTime ?? LastTimestamp ?? EventTime ?? Metadata.CreationTimestamp ?? DateTimeOffset.MinValue;

    [JsonIgnore]
    public int Times => Math.Max(1, Math.Max(Count, Series?.Count ?? 0));
}

internal sealed record InvolvedObject
{
    public string Kind { get; set; } = "";

    public string Name { get; set; } = "";

    public string Uid { get; set; } = "";
}

internal sealed record EventSeries
{
    public int Count { get; set; }

    public DateTimeOffset? LastObservedTime { get; set; }
}

internal sealed record Namespace
{
    public NamespaceMeta Metadata { get; set; } = new();

    public NamespaceStatus Status { get; set; } = new();
}

/// <summary>Unlike other objects, a namespace is shown with all its labels and annotations.</summary>
internal sealed record NamespaceMeta
{
    public string Name { get; set; } = "";

    public DateTimeOffset? CreationTimestamp { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Annotations { get; set; }
}

internal sealed record NamespaceStatus
{
    public string Phase { get; set; } = "";
}
