using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Charts;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>
/// Shows what an install or update would do, and all that is wrong with it, without changing anything. It goes as far as it can: a chart
/// that cannot be rendered still tells what its values would be.
/// </summary>
internal sealed class ClusterRendering(ChartCatalogue charts, SpecRendering rendering, RenderFindings findings)
{
    /// <summary>Throws <c>request_invalid</c> only; whatever is wrong with cluster.yaml is among the problems.</summary>
    public async Task<RenderResponse> RenderAsync(ClusterRequest request, CancellationToken cancellationToken)
    {
        var file = RequestedSpec.Read(request);
        var problems = new RenderProblems(file.Problems);
        if (file.Spec is not { } spec) return new RenderResponse { Problems = problems.All };

        var rendered = await RenderAsync(spec, problems, cancellationToken);
        await findings.AddAsync(problems, request, rendered, cancellationToken);
        return new RenderResponse { Values = rendered.Wanted?.Values, Manifest = rendered.Manifest?.Masked, Problems = problems.All };
    }

    private async Task<RenderedSpec> RenderAsync(ClusterSpec spec, RenderProblems problems, CancellationToken cancellationToken)
    {
        var rendered = new RenderedSpec(spec);
        try
        {
            var digest = await charts.FindAsync(spec.ChartName, spec.ChartVersion, cancellationToken);
            foreach (var doubt in await charts.CompareAsync(digest, spec.Values.ToJsonString(), cancellationToken)) problems.Warning("", doubt);
            var wanted = await rendering.PrepareAsync(spec, spec.Values, digest, cancellationToken);
            rendered = rendered with { Chart = digest, Wanted = wanted };
            return rendered with { Manifest = await rendering.RenderAsync(wanted, cancellationToken) };
        }
        catch (Exception failure) when (failure is HelmException or ServiceException)
        {
            var isChart = failure is ServiceException or HelmException { Code: HelmFailure.ChartMissing };
            problems.Error(isChart ? "chartVersion" : (failure as HelmException)?.Key ?? "", failure.Message);
            return rendered;
        }
    }
}
