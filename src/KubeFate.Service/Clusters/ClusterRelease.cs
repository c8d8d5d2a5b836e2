using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Service.Charts;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>A cluster's helm release: named as the cluster, in its namespace.</summary>
internal sealed class ClusterRelease(HelmClient helm, ReleaseInstaller installer, ChartValues values, ChartCatalogue charts)
{
    /// <summary>Brings the release to the chart with that digest and the cluster's spec and returns its revision. The lease vouches that nobody else is at work.
    /// With <paramref name="mustBeNew"/> a release of that name which is there already was made by somebody else and is left alone.</summary>
    public async Task<int> EnsureAsync(ClusterRecord cluster, string chart, bool mustBeNew, CancellationToken cancellationToken)
    {
        var archive = await charts.OpenAsync(chart, cancellationToken);
        var spec = JsonNode.Parse(cluster.Spec)!.AsObject();
        var request = new ReleaseRequest
        {
            Release = Name(cluster),
            Chart = archive,
            MustBeNew = mustBeNew,
            Values = await values.FromAsync(archive, spec, cancellationToken),
        };
        return (await installer.EnsureAsync(request, mayTakeOver: true, cancellationToken)).Revision;
    }

    /// <summary>The newest revision that was deployed well, to which a rollback leads; 0 when there is none.</summary>
    public async Task<int> DeployedRevisionAsync(ClusterRecord cluster, CancellationToken cancellationToken) =>
        (await helm.GetHistoryAsync(Name(cluster), cancellationToken)).LastOrDefault(release => release.Status == ReleaseStatus.Deployed)?.Revision ?? 0;

    /// <summary>Brings the release back to that revision and returns the number the newest has then.</summary>
    public async Task<int> RestoreAsync(ClusterRecord cluster, int revision, CancellationToken cancellationToken) =>
        (await installer.RestoreAsync(Name(cluster), revision, cancellationToken)).Revision;

    /// <summary>Removes the release, in whatever state it is.</summary>
    public Task RemoveAsync(ClusterRecord cluster, CancellationToken cancellationToken) => installer.EnsureAbsentAsync(Name(cluster), cancellationToken);

    private static ReleaseName Name(ClusterRecord cluster) => new(cluster.Name, cluster.Namespace);
}
