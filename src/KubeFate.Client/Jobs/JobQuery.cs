namespace KubeFate.Client.Jobs;

/// <summary>Which jobs to list. Fields to sort by: <c>start_time</c>, <c>status</c>, <c>method</c>, <c>creator</c>, <c>created_at</c>.</summary>
public sealed record JobQuery : ListQuery
{
    /// <summary>The cluster's uuid.</summary>
    public string? ClusterId { get; init; }

    /// <summary>A word of <see cref="JobStatus"/>.</summary>
    public string? Status { get; init; }

    /// <summary><c>ClusterInstall</c>, <c>ClusterUpdate</c> or <c>ClusterDelete</c>.</summary>
    public string? Method { get; init; }

    public string? Creator { get; init; }
}
