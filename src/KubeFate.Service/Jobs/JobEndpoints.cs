using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Users;
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
        var jobs = routes.MapGroup("/v1/job").WithTags("job");
        jobs.MapGet("/", ListAsync).ForViewers().WithSummary("All jobs, oldest first, or those that are asked for").TakesListQuery(
            JobList.Sorts.Names,
            new("cluster_id", "Of this cluster (uuid)"),
            new("status", "In this status") { Words = Client.Jobs.JobStatus.All },
            new("method", "Of this kind") { Words = JobMethod.All },
            new("creator", "Asked for by this user"));
        jobs.MapGet("/{id}", GetAsync).ForViewers().WithSummary("One job, with its states and its modules");
        jobs.MapPut("/{id}", StopAsync).ForOperators().Audited("job.stop").WithSummary("With jobStatus=stop: ask to stop the job, which is then wound up and ends as Canceled");
        jobs.MapGet("/{id}/events", FollowAsync).ForViewers().WithSummary("The job's events as server-sent events: history first, then live, up to the end");
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

    private static async Task<ContentHttpResult> StopAsync(string id, string? jobStatus, JobQueue queue, CancellationToken cancellationToken)
    {
        if (jobStatus != "stop") throw new ServiceException("request_invalid", "a job can only be asked to stop: ?jobStatus=stop", StatusCodes.Status400BadRequest);
        await queue.RequestStopAsync(id, cancellationToken);
        return TypedResults.Text("""{"data":"Stop Job Success","msg":"stop Job Success"}""", "application/json", Encoding.UTF8);
    }

    private static async Task<ServerSentEventsResult<string>> FollowAsync(
        string id, long? after, [FromHeader(Name = "Last-Event-ID")] long? lastEventId, [AsParameters] Following following, CancellationToken cancellationToken)
    {
        var job = await FindAsync(following.Store, id, cancellationToken);
        // A browser that reconnects sends the header; it knows better than the address it was given at first.
        return TypedResults.ServerSentEvents(StreamAsync(job, lastEventId ?? after ?? 0, following, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        JobRecord job, long after, Following following, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, following.Lifetime.ApplicationStopping);
        await using var events = following.Events.FollowAsync(job, after, ending.Token).GetAsyncEnumerator(ending.Token);
        while (await NextAsync(events, ending.Token))
        {
            var e = events.Current;
            yield return new SseItem<string>(JsonSerializer.Serialize(e, WireJson.Default.JobEvent), e.Type) { EventId = e.Number.ToString() };
        }
    }

    // A client that left and a service that stops both end the stream without fuss; the client comes back with the last number.
    private static async Task<bool> NextAsync(IAsyncEnumerator<JobEvent> events, CancellationToken ending)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<JobRecord> FindAsync(JobStore store, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ServiceException.NotFound("job_missing");

    internal sealed record Following(JobStore Store, JobEvents Events, IHostApplicationLifetime Lifetime);
}
