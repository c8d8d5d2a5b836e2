using KubeFate.Client.Charts;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Hosting.OpenApi;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary><c>POST /v1/chart/images</c>.</summary>
internal static class ImageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/chart/images", ListAsync).ForOperators().Audited("chart.images").QueuedForHelm().AnswersProblems().WithTags("Chart").TakesBody(typeof(ClusterRequest))
            .WithSummary("List the charts and images that a spec needs, and where the images come from; nothing is changed, and no Kubernetes is asked")
            .TakesQuery(new QueryParameter("kube_version", "As on this version of Kubernetes, such as v1.24.0"));

    private static async Task<Ok<Envelope<ImagesResponse>>> ListAsync(HttpRequest request, SpecImages images, CancellationToken cancellationToken)
    {
        var reader = new ListQueryReader(request);
        var kubeVersion = reader.Text("kube_version");
        reader.ThrowIfWrong();
        var body = await RequestBody.ReadAsync(request, WireJson.Default.ClusterRequest, cancellationToken);
        return TypedResults.Ok(new Envelope<ImagesResponse> { Data = await images.ListAsync(body, kubeVersion, request.HttpContext.User.Identity!.Name!, cancellationToken), Message = "getChartImages Success" });
    }
}
