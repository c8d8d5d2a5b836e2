using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Clusters.Rendering;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Conditional;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Hosting.OpenApi;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Clusters;

/// <summary><c>/v1/cluster</c>: create, update, list, get, delete.</summary>
internal static class ClusterEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var clusters = routes.MapGroup("/v1/cluster").WithTags("Cluster");
        clusters.MapPost("", CreateAsync).ForOperators().Audited("cluster.install").TakesBody(typeof(ClusterRequest)).WithSummary("Install a cluster; the answer is the job that does it");
        clusters.MapPut("", UpdateAsync).ForOperators().Audited("cluster.update").TakesBody(typeof(ClusterRequest))
            .WithSummary("Update a cluster to another spec or a newer chart; the answer is the job that does it, and that rolls back what fails");
        clusters.MapPost("render", RenderAsync).ForOperators().HoldsSecrets().Audited("cluster.render").QueuedForHelm().AnswersProblems().TakesBody(typeof(ClusterRequest))
            .WithSummary("Show the values and manifests that an install or update would make, and what is wrong with them; nothing is changed");
        clusters.MapGet("", ListAsync).ForViewers().KeptUntilWritten(DataAreas.Clusters).WithSummary("List the clusters; with all=true the deleted ones too").TakesListQuery(
            ClusterStore.Sorts.Names,
            new("all", "The deleted ones too", QueryForm.Flag),
            new("name", "Of this name"),
            new("namespace", "In this namespace"),
            new("status", "In this status") { Words = ClusterStatus.All },
            new("chart_name", "Of this chart"));
        clusters.MapGet("{uuid}", GetAsync).ForViewers().WithSummary("Show a cluster, where it is reached and how its parts are");
        clusters.MapGet("{uuid}/status", StatusAsync).ForViewers().AnswersProblems().WithSummary("Show how a cluster's parts stand right now, and what those wait for that are not ready");
        clusters.MapDelete("{uuid}", DeleteAsync).ForOperators().Audited("cluster.delete").WithSummary("Delete a cluster; the answer is the job that does it");
    }

    private static async Task<Ok<Envelope<JobResponse>>> CreateAsync(
        HttpContext context, ClusterRequests requests, JobAnswers answers, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, WireJson.Default.ClusterRequest, cancellationToken);
        var job = await answers.AcceptAsync(context, body, (origin, cancel) => requests.InstallAsync(body, origin, cancel), cancellationToken);
        return Answer(job, "createCluster Success");
    }

    private static async Task<Ok<Envelope<JobResponse>>> UpdateAsync(
        HttpContext context, ClusterRequests requests, JobAnswers answers, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, WireJson.Default.ClusterRequest, cancellationToken);
        var job = await answers.AcceptAsync(context, body, (origin, cancel) => requests.UpdateAsync(body, origin, cancel), cancellationToken);
        return Answer(job, "setCluster Success");
    }

    private static async Task<Ok<Envelope<RenderResponse>>> RenderAsync(HttpRequest request, ClusterRendering rendering, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, WireJson.Default.ClusterRequest, cancellationToken);
        return Answer(await rendering.RenderAsync(body, request.HttpContext.User.Identity!.Name!, cancellationToken), "renderCluster Success");
    }

    private static async Task<Ok<Envelope<IReadOnlyList<ClusterResponse>>>> ListAsync(
        HttpRequest request, ClusterStore clusters, CancellationToken cancellationToken)
    {
        var reader = new ListQueryReader(request);
        var query = reader.Read(new ClusterQuery
        {
            All = reader.Flag("all"),
            Name = reader.Text("name"),
            Namespace = reader.Text("namespace"),
            Status = reader.Word("status", ClusterStatus.All),
            ChartName = reader.Text("chart_name"),
        }, ClusterStore.Sorts.Names);
        var (records, total) = await clusters.ListAsync(query, cancellationToken);
        return TypedResults.Ok(new Envelope<IReadOnlyList<ClusterResponse>>
        {
            Data = [.. records.Select(ClusterMapping.ToResponse)],
            Message = "getClusterList Success",
            Total = total,
        });
    }

    private static async Task<Ok<Envelope<ClusterResponse>>> GetAsync(
        string uuid, ClusterStore clusters, ClusterInspection inspection, CancellationToken cancellationToken)
    {
        // As the original: a deleted cluster is in the list of all, and nowhere else. Clients wait for this after a delete.
        var cluster = await clusters.FindAsync(uuid, cancellationToken);
        if (cluster is null || cluster.DeletedAt is not null) throw ServiceException.NotFound("cluster_missing");
        return Answer(await inspection.DescribeAsync(cluster, cancellationToken), "getCluster Success");
    }

    private static async Task<Ok<Envelope<ClusterStatusResponse>>> StatusAsync(
        string uuid, ClusterStore clusters, ClusterInspection inspection, CancellationToken cancellationToken)
    {
        var cluster = await clusters.FindAsync(uuid, cancellationToken) ?? throw ServiceException.NotFound("cluster_missing");
        return Answer(await inspection.StatusAsync(cluster, cancellationToken), "getClusterStatus Success");
    }

    private static async Task<Ok<Envelope<JobResponse>>> DeleteAsync(
        string uuid, HttpContext context, ClusterStore clusters, ClusterRequests requests, JobAnswers answers, CancellationToken cancellationToken)
    {
        // Asked for again by its key it is answered also when the cluster is gone.
        var job = await answers.AcceptDeleteAsync(context, uuid, async (origin, cancel) =>
        {
            var cluster = await clusters.FindAsync(uuid, cancel);
            if (cluster is null || cluster.DeletedAt is not null) throw ServiceException.NotFound("cluster_missing");
            context.SetAuditTarget(uuid, $"{cluster.Namespace}/{cluster.Name}");
            return await requests.DeleteAsync(cluster, origin, cancel);
        }, cancellationToken);
        return Answer(job, "deleteCluster Success");
    }

    private static Ok<Envelope<T>> Answer<T>(T data, string message) => TypedResults.Ok(new Envelope<T> { Data = data, Message = message });
}
