using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace KubeFate.Client.Clusters;

/// <summary>A FATE cluster as /v1 shows it.</summary>
public sealed record ClusterResponse
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The namespace. The plural is the original's.</summary>
    [JsonPropertyName("namespaces")]
    public required string Namespace { get; init; }

    [JsonPropertyName("chart_name")]
    public required string ChartName { get; init; }

    [JsonPropertyName("chart_version")]
    public required string ChartVersion { get; init; }

    /// <summary>cluster.yaml as JSON text, as it was sent.</summary>
    [JsonPropertyName("values")]
    public required string Values { get; init; }

    [JsonPropertyName("Spec")]
    public JsonObject? Spec { get; init; }

    [JsonPropertyName("revision")]
    public int Revision { get; init; }

    [JsonPropertyName("helm_revision")]
    public int HelmRevision { get; init; }

    [JsonPropertyName("chart_values")]
    public JsonObject? ChartValues { get; init; }

    /// <summary>One of <see cref="ClusterStatus"/>: a closed set, old clients fail on any other word.</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>Where the cluster is reached and how its parts are; null in a list.</summary>
    [JsonPropertyName("Info"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClusterInfoResponse? Info { get; init; }

    [JsonPropertyName("ID")]
    public long Id { get; init; }

    [JsonPropertyName("CreatedAt")]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("UpdatedAt")]
    public DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("DeletedAt")]
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>The <c>Info</c> of a cluster.</summary>
public sealed record ClusterInfoResponse
{
    /// <summary>Hosts of the cluster's ingresses: FATEBoard, notebook and the like. Null when there are none, as the original answers.</summary>
    [JsonPropertyName("dashboard")]
    public IReadOnlyList<string>? Dashboard { get; init; }

    /// <summary>An address of a node.</summary>
    [JsonPropertyName("ip"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ip { get; init; }

    /// <summary>The NodePort of the party gateway (rollsite, osx or nginx); left out when it has none.</summary>
    [JsonPropertyName("port"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Port { get; init; }

    [JsonPropertyName("status")]
    public ClusterPartsResponse? Status { get; init; }
}

/// <summary>The state of every part, by name: <c>Running</c> and the like for containers, <c>Available</c> or <c>Progressing</c> for workloads.</summary>
public sealed record ClusterPartsResponse
{
    [JsonPropertyName("containers")]
    public SortedDictionary<string, string> Containers { get; init; } = new(StringComparer.Ordinal);

    [JsonPropertyName("deployments")]
    public SortedDictionary<string, string> Deployments { get; init; } = new(StringComparer.Ordinal);

    [JsonPropertyName("statefulSets")]
    public SortedDictionary<string, string> StatefulSets { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>The closed set of a cluster's <c>status</c>.</summary>
public static class ClusterStatus
{
    public const string Pending = "Pending";
    public const string Creating = "Creating";
    public const string Deleting = "Deleting";
    public const string Updating = "Updating";
    public const string Running = "Running";
    public const string Unavailable = "Unavailable";
    public const string Deleted = "Deleted";
    public const string Rollback = "Rollback";
    public const string Failed = "Failed";
    public const string Unknown = "Unknown";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Creating, Deleting, Updating, Running, Unavailable, Deleted, Rollback, Failed, Unknown];
}
