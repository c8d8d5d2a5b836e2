using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Charts;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>What helm makes of a spec, without asking a Kubernetes: templates that look objects up there see none.</summary>
internal sealed class SpecRendering(ChartCatalogue charts, HelmClient helm, ChartValues values)
{
    /// <summary>The release that the spec asks for, of the chart with that digest; <paramref name="clusterYaml"/> is the spec's or a variation of it.</summary>
    public async Task<ReleaseRequest> PrepareAsync(ClusterSpec spec, JsonObject clusterYaml, string digest, CancellationToken cancellationToken)
    {
        var chart = await charts.OpenAsync(digest, cancellationToken);
        return new ReleaseRequest
        {
            Release = new ReleaseName(spec.Name, spec.Namespace),
            Chart = chart,
            Values = await values.FromAsync(chart, clusterYaml, cancellationToken),
        };
    }

    public async Task<ReleaseManifest> RenderAsync(ReleaseRequest wanted, CancellationToken cancellationToken) =>
        ReleaseManifest.Read(await helm.TemplateAsync(wanted, cancellationToken));
}
