using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users;
using KubeFate.Service.Users.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Support;

/// <summary><c>GET /v1/supportbundle</c>.</summary>
internal static class SupportEndpoints
{
    // An operator names a handful; each costs a read of the database before the answer begins.
    private const int MostClusters = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/supportbundle", CollectAsync).ForOperators().Streams().HoldsSecrets().AnswersProblems().Audited("support.collect").WithTags("Support")
            .WithSummary("A zip archive of what the service knows of itself and of clusters (cluster=UUID, repeated; none: all that are not deleted), secrets masked")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task CollectAsync(HttpContext context, string[]? cluster, ClusterStore clusters, SupportBundle bundle, CancellationToken cancellationToken)
    {
        // Found before the first byte: then the answer can still be a failure.
        var chosen = await ChooseAsync(cluster ?? [], clusters, cancellationToken);
        if (chosen is [var only]) context.SetAuditTarget(only.Uuid, $"{only.Namespace}/{only.Name}");
        context.SetAuditDetail($"{chosen.Count} clusters");
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"supportbundle.zip\"";
        context.Response.Headers.CacheControl = "no-store";
        await bundle.WriteAsync(context.Response.Body, chosen, context.User.Identity?.Name ?? "", cancellationToken);
    }

    private static async Task<IReadOnlyList<ClusterRecord>> ChooseAsync(string[] uuids, ClusterStore clusters, CancellationToken cancellationToken)
    {
        if (uuids.Length == 0) return (await clusters.ListAsync(new(), cancellationToken)).Items;
        if (uuids.Length > MostClusters)
            throw new ServiceException("request_invalid", $"at most {MostClusters} clusters can be named; leave cluster out for all", StatusCodes.Status400BadRequest);
        var chosen = new List<ClusterRecord>();
        foreach (var uuid in uuids.Distinct(StringComparer.Ordinal))
            chosen.Add(await clusters.FindAsync(uuid, cancellationToken) ?? throw ServiceException.NotFound("cluster_missing"));
        return chosen;
    }
}
