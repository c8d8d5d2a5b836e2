using System.Net;
using System.Text.Json;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>/v1/job over HTTP.</summary>
public sealed class JobEndpointsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 36, 54, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Gate _gate = new();
    private WebApplication? _app;
    private HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Who may use the routes is tested elsewhere.
        builder.Services.Configure<RouteOptions>(routes => routes.SuppressCheckForUnhandledSecurityMetadata = true);
        builder.Services.AddStorage(new DatabaseOptions { DataFolder = _folder.Path }).AddJobs()
            .AddSingleton(new JobOptions())
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IJobHandler>(new FakeHandler(async (job, cancel) =>
            {
                await job.ReportModulesAsync([new() { Module = "web", Condition = "Progressing", WaitingFor = "its image" }], 1, cancel);
                await _gate.StandAsync(cancel);
                throw new ServiceException("image_missing", "no image; push it", 404);
            }));
        _app = builder.Build();
        _app.UseMiddleware<FailureBoundary>();
        JobEndpoints.Map(_app);
        await Services.GetRequiredService<Schema>().EnsureAsync(Cancel);
        await _app.StartAsync(Cancel);
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_running_job_is_shown_in_the_originals_shape()
    {
        var job = await AddAsync();
        await _gate.Reached;

        var text = await _http.GetStringAsync($"/v1/job/{job.Uuid}", Cancel);

        Assert.Equal(
            $$$"""{"data":{"uuid":"{{{job.Uuid}}}","start_time":"2026-11-23T12:36:54Z","end_time":"0001-01-01T00:00:00Z","method":"ClusterInstall","cluster_id":"cluster-1","creator":"admin","sub_jobs":{"web":{"ModuleName":"web","Status":"Running","ModulesStatus":"Progressing","StartTime":"2026-11-23T12:36:54Z","EndTime":"0001-01-01T00:00:00Z","WaitingFor":"its image"}},"status":"Running","time_limit":3600000000000,"meta_data":{"name":"demo1","namespace":"peer-a","chart_name":"demo","chart_version":"v0.1.0","cover":false,"data":"e30=","Keep_upgrade_job":false},"states":["update job status to Running","checkout Cluster status [1]"],"ID":1,"CreatedAt":"2026-11-23T12:36:54Z","UpdatedAt":"2026-11-23T12:36:54Z","DeletedAt":null},"msg":"getJob Success"}""",
            text);
    }

    [Fact]
    public async Task A_new_job_has_null_where_the_original_has_null()
    {
        var job = new JobRecord
        {
            Id = 7,
            Uuid = "u",
            Method = JobMethod.ClusterDelete,
            ClusterUuid = "c",
            Creator = "admin",
            Status = Service.Jobs.JobStatus.Pending,
            TimeLimit = TimeSpan.FromHours(1),
            CreatedAt = Noon,
            UpdatedAt = Noon,
        };
        var wire = JobMapping.ToWire(job, []);

        Assert.Null(wire.SubJobs);
        Assert.Null(wire.States);
        Assert.Null(wire.MetaData);
        Assert.Equal((Noon, DateTimeOffset.MinValue, 3600000000000), (wire.StartTime, wire.EndTime, wire.TimeLimit));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("/v1/job")]
    [InlineData("/v1/job/")]
    public async Task The_list_is_served_with_and_without_the_slash_and_keeps_failures(string path)
    {
        _gate.Open();
        var job = await AddAsync();
        await ReadEventsAsync($"/v1/job/{job.Uuid}/events", null);

        var list = JsonSerializer.Deserialize(await _http.GetStringAsync(path, Cancel), WireJson.Default.EnvelopeIReadOnlyListJobResponse)!;

        Assert.Equal("getJobList Success", list.Message);
        var shown = Assert.Single(list.Data);
        Assert.Equal(("Failed", "image_missing", "Failed"), (shown.Status, shown.Failure!.Code, shown.SubJobs!["web"].Status));
        Assert.Equal(Noon, shown.EndTime);
    }

    [Fact]
    public async Task An_empty_list_is_a_list() =>
        Assert.Equal("""{"data":[],"msg":"getJobList Success"}""", await _http.GetStringAsync("/v1/job/", Cancel));

    [Theory]
    [InlineData("/v1/job/none")]
    [InlineData("/v1/job/none/events")]
    public async Task An_unknown_job_is_not_found(string path)
    {
        var response = await _http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"error":"record not found","code":"job_missing"}""", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_job_is_stopped_once_and_answers_as_the_original()
    {
        var job = await AddAsync();
        await _gate.Reached;

        var stopped = await _http.PutAsync($"/v1/job/{job.Uuid}?jobStatus=stop", null, Cancel);
        await ReadEventsAsync($"/v1/job/{job.Uuid}/events", null);
        var again = await _http.PutAsync($"/v1/job/{job.Uuid}?jobStatus=stop", null, Cancel);
        var other = await _http.PutAsync($"/v1/job/{job.Uuid}?jobStatus=start", null, Cancel);

        Assert.Equal("""{"data":"Stop Job Success","msg":"stop Job Success"}""", await stopped.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("""{"error":"job status is Canceled, not support stop","code":"job_not_stoppable"}""", await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (again.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Events_are_streamed_with_their_numbers_and_resume_by_them()
    {
        var job = await AddAsync();
        await _gate.Reached;
        var streaming = ReadEventsAsync($"/v1/job/{job.Uuid}/events", null);
        _gate.Open();
        var all = await streaming;
        var byHeader = await ReadEventsAsync($"/v1/job/{job.Uuid}/events?after=1", "3");
        var byQuery = await ReadEventsAsync($"/v1/job/{job.Uuid}/events?after=3", null);

        Assert.Equal(["1 status", "2 status", "3 module", "4 end"], all.Select(e => $"{e.Id} {e.Type}"));
        Assert.All(all, e => Assert.Equal((e.Id, e.Type), ($"{e.Event.Number}", e.Event.Type)));
        Assert.Equal("image_missing", all[^1].Event.Failure!.Code);
        Assert.Equal(all.Skip(3), byHeader);
        Assert.Equal(all.Skip(3), byQuery);
    }

    [Fact]
    public async Task A_service_that_stops_ends_its_streams()
    {
        var job = await AddAsync();
        await _gate.Reached;
        using var response = await _http.GetAsync($"/v1/job/{job.Uuid}/events", HttpCompletionOption.ResponseHeadersRead, Cancel);
        var streaming = response.Content.ReadAsStringAsync(Cancel);

        await _app!.StopAsync(Cancel);

        Assert.DoesNotContain("event: end", await streaming.WaitAsync(TimeSpan.FromSeconds(30), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_stream_says_now_and_then_that_it_lives()
    {
        var job = await AddAsync();
        await _gate.Reached;
        await using var stream = await _http.GetStreamAsync($"/v1/job/{job.Uuid}/events", Cancel);
        using var reader = new StreamReader(stream);
        // The clock stands: the history comes, then nothing.
        while (await reader.ReadLineAsync(Cancel) is { } line && line != "id: 3") { }
        var comment = ReadCommentAsync(reader);

        await Replica.AdvanceAsync(_time, comment, TimeSpan.FromSeconds(1));

        Assert.Equal(": still here", await comment);
        _gate.Open();
    }

    [Fact]
    public async Task A_job_is_deleted_when_it_has_ended_and_not_before()
    {
        var job = await AddAsync();
        await _gate.Reached;
        using var early = await _http.DeleteAsync($"/v1/job/{job.Uuid}", Cancel);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Contains("stop it first", await early.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        _gate.Open();
        await ReadEventsAsync($"/v1/job/{job.Uuid}/events", null);

        Assert.Equal("""{"msg":"delete Job Success"}""", await (await _http.DeleteAsync($"/v1/job/{job.Uuid}/", Cancel)).Content.ReadAsStringAsync(Cancel));

        using var again = await _http.DeleteAsync($"/v1/job/{job.Uuid}", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, """{"error":"record not found","code":"job_missing"}"""), (again.StatusCode, await again.Content.ReadAsStringAsync(Cancel)));
        Assert.Contains("\"data\":[]", await _http.GetStringAsync("/v1/job/", Cancel), StringComparison.Ordinal);
        Assert.Empty(await Services.GetRequiredService<JobEventStore>().ReadAsync(job.Id, 0, 10, Cancel));
        Assert.Empty(await Services.GetRequiredService<JobStore>().ListSubJobsAsync(job.Id, Cancel));
    }

    private static async Task<string?> ReadCommentAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(Cancel) is { } line)
        {
            if (line.StartsWith(':')) return line;
        }

        return null;
    }

    private Task<JobRecord> AddAsync() => Services.GetRequiredService<JobQueue>().AddAsync(
        new NewJob
        {
            Method = JobMethod.ClusterInstall,
            ClusterUuid = "cluster-1",
            Creator = "admin",
            Request = JsonSerializer.Serialize(
                new ClusterRequest { Name = "demo1", Namespace = "peer-a", ChartName = "demo", ChartVersion = "v0.1.0", Data = "{}"u8.ToArray() },
                WireJson.Default.ClusterRequest),
        }, null, Cancel);

    private async Task<List<(string Id, string Type, JobEvent Event)>> ReadEventsAsync(string path, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var events = new List<(string, string, JobEvent)>();
        await foreach (var e in System.Net.ServerSentEvents.SseParser.Create(body).EnumerateAsync(Cancel))
            events.Add((e.EventId!, e.EventType, JsonSerializer.Deserialize(e.Data, WireJson.Default.JobEvent)!));
        return events;
    }
}
