using System.Text.Json.Serialization;

namespace KubeFate.Client.Clusters;

/// <summary>The body of an install (<c>POST /v1/cluster</c>) and of an update (<c>PUT</c>).</summary>
/// <remarks>The names have setters because the generated reader would set an <c>init</c> property that is left out to null.</remarks>
public sealed record ClusterRequest
{
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("namespace")]
    public string Namespace { get; set; } = "";

    [JsonPropertyName("chart_name")]
    public string ChartName { get; set; } = "";

    [JsonPropertyName("chart_version")]
    public string ChartVersion { get; set; } = "";

    [JsonPropertyName("cover")]
    public bool Cover { get; init; }

    /// <summary>The JSON text of cluster.yaml; base64 on the wire.</summary>
    [JsonPropertyName("data")]
    public byte[]? Data { get; init; }

    [JsonPropertyName("Keep_upgrade_job")]
    public bool KeepUpgradeJob { get; init; }

    /// <summary>Make the namespace when it is missing. Ours: left out when false, so that an answer's <c>meta_data</c> is the original's.</summary>
    [JsonPropertyName("create_namespace"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CreateNamespace { get; init; }

    /// <summary>
    /// Take fields over that others changed since (<c>kubectl scale</c>, <c>kubectl edit</c>, an autoscaler). Ours: left out when false, as above.
    /// </summary>
    [JsonPropertyName("force"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Force { get; init; }
}
