using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>A stored cluster as /v1 shows it.</summary>
internal static class ClusterMapping
{
    public static ClusterResponse ToResponse(ClusterRecord cluster) => new()
    {
        Uuid = cluster.Uuid,
        Name = cluster.Name,
        Namespace = cluster.Namespace,
        ChartName = cluster.ChartName,
        ChartVersion = cluster.ChartVersion,
        Values = cluster.Values,
        Spec = JsonNode.Parse(cluster.Spec) as JsonObject,
        Revision = cluster.Revision,
        HelmRevision = cluster.HelmRevision,
        Status = cluster.Status,
        Id = cluster.Id,
        CreatedAt = cluster.CreatedAt,
        UpdatedAt = cluster.UpdatedAt,
        DeletedAt = cluster.DeletedAt,
    };
}
