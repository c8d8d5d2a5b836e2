using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>A cluster's helm release: named as the cluster, in its namespace.</summary>
internal sealed class ClusterRelease(ReleaseInstaller installer, ChartValues values)
{
    /// <summary>Brings the release to the cluster's chart and spec and returns its revision. The lease vouches that nobody else is at work.
    /// With <paramref name="mustBeNew"/> a release of that name which is there already was made by somebody else and is left alone.</summary>
    public async Task<int> EnsureAsync(ClusterRecord cluster, string chart, bool mustBeNew, CancellationToken cancellationToken)
    {
        var spec = JsonNode.Parse(cluster.Spec)!.AsObject();
        var request = new ReleaseRequest
        {
            Release = Name(cluster),
            Chart = chart,
            MustBeNew = mustBeNew,
            Values = await values.FromAsync(chart, spec, cancellationToken),
        };
        return (await installer.EnsureAsync(request, mayTakeOver: true, cancellationToken)).Revision;
    }

    /// <summary>Removes the release, in whatever state it is.</summary>
    public Task RemoveAsync(ClusterRecord cluster, CancellationToken cancellationToken) => installer.EnsureAbsentAsync(Name(cluster), cancellationToken);

    private static ReleaseName Name(ClusterRecord cluster) => new(cluster.Name, cluster.Namespace);
}
