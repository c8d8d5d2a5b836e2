using System.Text.Json.Serialization;

namespace KubeFate.Client.Clusters;

/// <summary>How a cluster's parts stand right now, and why those wait that are not ready: <c>GET /v1/cluster/{id}/status</c>.</summary>
public sealed record ClusterStatusResponse
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("namespace")]
    public required string Namespace { get; init; }

    /// <summary>A word of <see cref="ClusterStatus"/>.</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("modules")]
    public required IReadOnlyList<ModuleStatusResponse> Modules { get; init; }

    /// <summary>What concerns the whole cluster, in sentences: no workloads found, Kubernetes cannot be reached.</summary>
    [JsonPropertyName("notes")]
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>One workload of a cluster.</summary>
public sealed record ModuleStatusResponse
{
    [JsonPropertyName("module")]
    public required string Module { get; init; }

    /// <summary><c>Deployment</c>, <c>StatefulSet</c>, <c>DaemonSet</c>, <c>Job</c> or <c>PersistentVolumeClaim</c>.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary><c>Available</c>, <c>Progressing</c> or <c>Unavailable</c>.</summary>
    [JsonPropertyName("condition")]
    public required string Condition { get; init; }

    /// <summary>What it waits for, in a sentence; null when it waits for nothing.</summary>
    [JsonPropertyName("waiting_for"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WaitingFor { get; init; }
}
