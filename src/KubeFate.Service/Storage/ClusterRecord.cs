using KubeFate.Service.Storage.Sealing;
using LinqToDB.Mapping;

namespace KubeFate.Service.Storage;

/// <summary>A FATE cluster as stored.</summary>
[Table("clusters", IsColumnAttributeRequired = false)]
internal sealed record ClusterRecord
{
    [PrimaryKey, Identity]
    public long Id { get; init; }

    public required string Uuid { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string ChartName { get; init; }

    public required string ChartVersion { get; init; }

    /// <summary>cluster.yaml as JSON text, as it was sent; the mask stands for its secrets. Lists and answers show it as it is.</summary>
    public required string Values { get; init; }

    /// <summary>The same as the service understood it, as JSON text, masked too.</summary>
    public required string Spec { get; init; }

    /// <summary>Both with their secrets; null unless somebody opened them, who has use for them.</summary>
    [NotColumn]
    public OpenedSpec? Opened { get; init; }

    /// <summary>A word of <see cref="KubeFate.Client.Clusters.ClusterStatus"/>.</summary>
    public required string Status { get; init; }

    public int Revision { get; init; }

    /// <summary>The revision of helm's release; 0 before there is one.</summary>
    public int HelmRevision { get; init; }

    /// <summary>
    /// <c>namespace/name</c> while the cluster is there, null once it is deleted. Its unique index lets a name be used again after a
    /// delete, on all three databases (nulls never clash), and lets only one of two simultaneous installs through.
    /// </summary>
    public string? LiveKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}
