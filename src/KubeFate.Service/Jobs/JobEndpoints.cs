using System.Text;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Conditional;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users;
using KubeFate.Service.Users.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace KubeFate.Service.Jobs;

/// <summary>/v1/job.</summary>
internal static class JobEndpoints
{
    /// <summary>Maps the routes, each with and without a trailing slash.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/job").WithTags("Job");
        jobs.MapGet("/", ListAsync).ForViewers().KeptUntilWritten(DataAreas.Jobs).WithSummary("All jobs, oldest first, or those that are asked for").TakesListQuery(
            JobList.Sorts.Names,
            new("cluster_id", "Of this cluster (uuid)"),
            new("status", "In this status") { Words = Client.Jobs.JobStatus.All },
            new("method", "Of this kind") { Words = JobMethod.All },
            new("creator", "Asked for by this user"));
        jobs.MapGet("/{id}", GetAsync).ForViewers().KeptUntilWritten(DataAreas.Jobs).WithSummary("One job, with its states and its modules");
        jobs.MapPut("/{id}", StopAsync).ForOperators().Audited("job.stop").WithSummary("With jobStatus=stop: ask to stop the job, which is then wound up and ends as Canceled");
        jobs.MapDelete("/{id}", DeleteAsync).ForOperators().Audited("job.delete").WithSummary("Remove a job that has ended from the list, with its events");
        jobs.MapGet("/{id}/events", FollowAsync).ForViewers().Streams().Produces<string>(contentType: "text/event-stream").WithSummary("The job's events as server-sent events: history first, then live, up to the end");
    }

    private static async Task<JsonHttpResult<Envelope<IReadOnlyList<JobResponse>>>> ListAsync(HttpRequest request, JobList list, CancellationToken cancellationToken)
    {
        var reader = new ListQueryReader(request);
        var query = reader.Read(new JobQuery
        {
            ClusterId = reader.Text("cluster_id"),
            Status = reader.Word("status", Client.Jobs.JobStatus.All),
            Method = reader.Word("method", JobMethod.All),
            Creator = reader.Text("creator"),
        }, JobList.Sorts.Names);
        var (jobs, total) = await list.ListAsync(query, cancellationToken);
        var modules = await list.ListSubJobsAsync(jobs, cancellationToken);
        return TypedResults.Json(
            new Envelope<IReadOnlyList<JobResponse>> { Data = [.. jobs.Select(j => JobMapping.ToWire(j, modules[j.Id]))], Message = "getJobList Success", Total = total },
            WireJson.Default.EnvelopeIReadOnlyListJobResponse);
    }

    private static async Task<JsonHttpResult<Envelope<JobResponse>>> GetAsync(string id, JobStore store, CancellationToken cancellationToken)
    {
        var job = await FindAsync(store, id, cancellationToken);
        var modules = await store.ListSubJobsAsync(job.Id, cancellationToken);
        return TypedResults.Json(
            new Envelope<JobResponse> { Data = JobMapping.ToWire(job, modules), Message = "getJob Success" }, WireJson.Default.EnvelopeJobResponse);
    }

    private static async Task<ContentHttpResult> StopAsync(
        string id, string? jobStatus, HttpContext context, JobStore store, JobQueue queue, CancellationToken cancellationToken)
    {
        if (jobStatus != "stop") throw new ServiceException("request_invalid", "a job can only be asked to stop: ?jobStatus=stop", StatusCodes.Status400BadRequest);
        var job = await FindAuditedAsync(store, id, context, cancellationToken);
        await queue.RequestStopAsync(job.Uuid, cancellationToken);
        return TypedResults.Text("""{"data":"Stop Job Success","msg":"stop Job Success"}""", "application/json", Encoding.UTF8);
    }

    private static async Task<JsonHttpResult<MessageResponse>> DeleteAsync(
        string id, HttpContext context, JobStore store, JobQueue queue, CancellationToken cancellationToken)
    {
        await queue.DeleteAsync(await FindAuditedAsync(store, id, context, cancellationToken), cancellationToken);
        return TypedResults.Json(new MessageResponse { Message = "delete Job Success" }, WireJson.Default.MessageResponse);
    }

    private static async Task<JobEventAnswer> FollowAsync(
        string id, long? after, [FromHeader(Name = "Last-Event-ID")] long? lastEventId, [AsParameters] Following following, CancellationToken cancellationToken)
    {
        var job = await FindAsync(following.Store, id, cancellationToken);
        // A browser that reconnects sends the header; it knows better than the address it was given at first.
        return new JobEventAnswer(ending => following.Events.FollowAsync(job, lastEventId ?? after ?? 0, ending), following.Time, following.Lifetime.ApplicationStopping);
    }

    private static async Task<JobRecord> FindAuditedAsync(JobStore store, string id, HttpContext context, CancellationToken cancellationToken)
    {
        context.SetAuditDetail($"job {id}");
        var job = await FindAsync(store, id, cancellationToken);
        context.SetAuditTarget(job.ClusterUuid, "");
        context.SetAuditDetail($"job {id}, {job.Method}");
        return job;
    }

    private static async Task<JobRecord> FindAsync(JobStore store, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ServiceException.NotFound("job_missing");

    internal sealed record Following(JobStore Store, JobEvents Events, IHostApplicationLifetime Lifetime, TimeProvider Time);
}
