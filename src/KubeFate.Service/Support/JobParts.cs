using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Clusters;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Support;

/// <summary>What the database has of a cluster: its record, its spec, its newest jobs with their steps and events.</summary>
internal sealed class JobParts(JobList list, JobStore store, JobEventStore events, ClusterStore clusters)
{
    private const int MostJobs = 20;
    private const int EventsAtOnce = 500;
    private const int MostEvents = 5000;

    public async Task WriteSpecAsync(BundleArchive archive, string folder, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        await archive.AddJsonAsync($"{folder}/spec.json", async inTime => archive.Mask.Learn(JsonNode.Parse((await clusters.OpenAsync(cluster, inTime)).Opened!.Spec)), cancellationToken);
        // Without what the client sent as text: that is the spec once more, in a form in which its secrets cannot be told.
        var record = ClusterMapping.ToResponse(cluster) with { Values = "", Spec = null };
        await archive.AddJsonAsync($"{folder}/cluster.json", _ => Task.FromResult(JsonSerializer.SerializeToNode(record, WireJson.Default.ClusterResponse)), cancellationToken);
    }

    public async Task WriteAsync(BundleArchive archive, string folder, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        IReadOnlyList<JobRecord> jobs = [];
        await archive.AddJsonAsync($"{folder}/jobs.json", async inTime =>
        {
            jobs = (await list.ListAsync(new JobQuery { ClusterId = cluster.Uuid, Sort = "-created_at", Limit = MostJobs }, inTime)).Items;
            var modules = await list.ListSubJobsAsync(jobs, inTime);
            foreach (var job in jobs) await LearnAsync(archive, job, inTime);
            return new JsonArray([.. jobs.Select(job => Job(archive, job, modules[job.Id]))]);
        }, cancellationToken);
        foreach (var job in jobs)
        {
            var path = $"{folder}/jobs/{BundleArchive.Safe(job.Uuid)}";
            await archive.AddJsonAsync($"{path}.steps.json", async inTime => new JsonArray([.. (await store.ListStepsAsync(job.Id, inTime)).Select(Step)]), cancellationToken);
            await archive.AddListAsync($"{path}.events.json", inTime => EventsAsync(job.Id, inTime), cancellationToken);
        }
    }

    private async IAsyncEnumerable<JsonNode?> EventsAsync(long job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long after = 0, read = 0; read < MostEvents;)
        {
            var page = await events.ReadAsync(job, after, EventsAtOnce, cancellationToken);
            foreach (var e in page) yield return JsonSerializer.SerializeToNode(JobMapping.ToWire(e), WireJson.Default.JobEvent);
            if (page.Count < EventsAtOnce) yield break;
            (after, read) = (page[^1].Number, read + page.Count);
        }
    }

    // An old password may stand in an old log.
    private async Task LearnAsync(BundleArchive archive, JobRecord job, CancellationToken cancellationToken)
    {
        if (job.Request is null || await clusters.OpenRequestAsync(job.Uuid, job.Request, cancellationToken) is not { } request || request == job.Request) return;
        if (JsonSerializer.Deserialize(request, WireJson.Default.ClusterRequest)?.Data is { } data) Spec(archive, data);
    }

    private static JsonNode? Job(BundleArchive archive, JobRecord job, IEnumerable<SubJobRecord> modules)
    {
        var wire = JobMapping.ToWire(job, modules);
        var spec = wire.MetaData?.Data is { } data ? Spec(archive, data) : null;
        var node = JsonSerializer.SerializeToNode(wire with { MetaData = null }, WireJson.Default.JobResponse)!.AsObject();
        node["requested"] = spec;
        return node;
    }

    // What is no JSON may hold anything.
    private static JsonNode? Spec(BundleArchive archive, byte[] data)
    {
        try
        {
            return archive.Mask.Learn(JsonNode.Parse(data));
        }
        catch (JsonException)
        {
            return JsonValue.Create($"{data.Length} bytes that are no JSON");
        }
    }

    private static JsonObject Step(JobStepRecord step) => new()
    {
        ["name"] = step.Name,
        ["status"] = step.Status.ToString(),
        ["attempt"] = step.Attempt,
        ["started_at"] = step.StartedAt.UtcDateTime,
        ["finished_at"] = step.FinishedAt?.UtcDateTime,
        ["result"] = step.Result is { } result ? JsonNode.Parse(result) : null,
    };
}
