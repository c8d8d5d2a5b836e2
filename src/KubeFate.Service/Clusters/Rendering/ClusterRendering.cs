using System.Text.Json.Nodes;
using KubeFate.Client.Clusters;
using KubeFate.Helm;
using KubeFate.Service.Charts;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>
/// Shows what an install or update would do, and all that is wrong with it, without changing anything. It goes as far as it can: a chart
/// that cannot be rendered still tells what its values would be.
/// </summary>
internal sealed class ClusterRendering(ChartCatalogue charts, SpecRendering rendering, RenderFindings findings)
{
    /// <summary>Throws <c>request_invalid</c> only; whatever is wrong with cluster.yaml is among the problems. No secret is in the answer.</summary>
    public async Task<RenderResponse> RenderAsync(ClusterRequest request, string user, CancellationToken cancellationToken)
    {
        var file = RequestedSpec.Read(request);
        var problems = new RenderProblems(file.Problems);
        if (file.Spec is not { } spec) return new RenderResponse { Problems = problems.All };

        var existing = await findings.FindAsync(spec, cancellationToken);
        try
        {
            (request, spec) = RequestedSpec.Restore(request, spec, existing);
        }
        catch (InvalidSpecException masks)
        {
            return new RenderResponse { Problems = [.. problems.All, .. masks.Problems] };
        }

        var rendered = new RenderedSpec(ClusterRequests.Draft(spec, RequestedSpec.Text(request, spec), existing), spec);
        rendered = await RenderAsync(rendered, user, problems, cancellationToken);
        await findings.AddAsync(problems, request, rendered, existing, cancellationToken);
        return Answer(rendered, problems);
    }

    private async Task<RenderedSpec> RenderAsync(RenderedSpec rendered, string user, RenderProblems problems, CancellationToken cancellationToken)
    {
        var spec = rendered.Spec;
        try
        {
            return await SecretGuard.RunAsync(rendered.Target, async cancel =>
            {
                var digest = (await charts.FetchAsync(spec.ChartName, spec.ChartVersion, user, cancel)).Digest;
                foreach (var doubt in await charts.CompareAsync(digest, spec.Values.ToJsonString(), cancel)) problems.Warning("", doubt);
                var wanted = await rendering.PrepareAsync(spec, spec.Values, digest, cancel);
                rendered = rendered with { Chart = digest, Wanted = wanted };
                return rendered with { Manifest = await rendering.RenderAsync(wanted, cancel) };
            }, cancellationToken);
        }
        catch (Exception failure) when (failure is HelmException or ServiceException)
        {
            var isChart = failure is ServiceException or HelmException { Code: HelmFailure.ChartMissing };
            problems.Error(isChart ? "chartVersion" : (failure as HelmException)?.Key ?? "", failure.Message);
            return rendered;
        }
    }

    private static RenderResponse Answer(RenderedSpec rendered, RenderProblems problems)
    {
        // The chart's template may write a secret under any name.
        var known = rendered.Target.Opened!.Secrets;
        var values = SpecMask.Json(rendered.Wanted?.Values)?.ToJsonString();
        return new RenderResponse
        {
            Values = values is null ? null : JsonNode.Parse(known.Known(values)) as JsonObject,
            Manifest = rendered.Manifest is { } manifest ? ManifestMask.Of(manifest, known) : null,
            Problems = problems.All,
        };
    }
}
