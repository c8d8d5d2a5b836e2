namespace KubeFate.Client.Clusters;

/// <summary>Which clusters to list. Fields to sort by: <c>name</c>, <c>namespace</c>, <c>status</c>, <c>chart_name</c>, <c>created_at</c>, <c>updated_at</c>.</summary>
public sealed record ClusterQuery : ListQuery
{
    /// <summary>The deleted ones too.</summary>
    public bool All { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>A word of <see cref="ClusterStatus"/>.</summary>
    public string? Status { get; init; }

    public string? ChartName { get; init; }
}
