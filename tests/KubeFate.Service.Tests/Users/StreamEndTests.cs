using System.Net.WebSockets;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Service.Users.Streams;
using KubeFate.Testing;
using LinqToDB;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

/// <summary>Streams end with what they were opened with, and a user has a limited number of them.</summary>
public sealed class StreamEndTests : IAsyncLifetime
{
    private const string Ns = "streams";
    private readonly TempFolder _folder = new();
    private SimulatedKubernetes? _kubernetes;
    private RunningService? _service;
    private string _cluster = "";
    private string _bob = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunningService Service => _service ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        _kubernetes = await SimulatedKubernetes.StartAsync(_folder, Ns);
        _service = await _kubernetes.ServeAsync(_folder, options => options with { StreamsPerUser = 2 });
        _cluster = await SimulatedKubernetes.AddClusterAsync(Service, "one", Ns);
        await _kubernetes.DeployAsync(Ns, "one", "web", ["web"]);
        await _kubernetes.UntilRunningAsync(Ns, 1);
        _bob = (await Service.SendAsync(HttpMethod.Post, "v1/user", """{"username":"bob","password":"password-of-bob","role":"operator"}""")).Data("uuid");
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        if (_kubernetes is not null) await _kubernetes.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("POST", "v1/user/logout", null, "the session ended", true)]
    [InlineData("PUT", "v1/user/BOB", """{"password":"another-password"}""", "the session ended", false)]
    [InlineData("PUT", "v1/user/BOB", """{"role":"viewer"}""", "the user's role was lowered", false)]
    [InlineData("PUT", "v1/user/BOB", """{"userStatus":"Deprecate"}""", "the user was disabled", false)]
    [InlineData("DELETE", "v1/user/BOB", null, "the user was deleted", false)]
    public async Task A_followed_log_ends_with_the_session_and_says_why(string method, string path, string? body, string reason, bool byBob)
    {
        var token = await TokenAsync();
        using var log = await FollowAsync(token);
        await log.ReadLineAsync(Cancel);

        Assert.Equal(200, (await Service.SendAsync(new HttpMethod(method), path.Replace("BOB", _bob, StringComparison.Ordinal), body, byBob ? token : null)).Status);

        Assert.Equal($"[kubefate] this log ends here: {reason}; sign in again", await LastAsync(log));
    }

    [Fact]
    public async Task A_socket_is_closed_with_the_reason_when_its_personal_access_token_is_revoked()
    {
        var made = await Service.SendAsync(HttpMethod.Post, "v1/token", """{"name":"x"}""", await TokenAsync());
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(Service.Http.BaseAddress!) { Scheme = "ws", Path = $"v1/log/{_cluster}/ws", Query = "tail=1&token=" + made.Data("token") }.Uri, Cancel);
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer, Cancel);

        await Service.SendAsync(HttpMethod.Delete, "v1/token/" + made.Data("uuid"));

        while ((await socket.ReceiveAsync(buffer, Cancel)).MessageType != WebSocketMessageType.Close)
        {
        }

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "the personal access token was revoked; sign in again"), (socket.CloseStatus!.Value, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task The_events_of_a_job_that_goes_on_end_with_the_session_and_the_client_that_comes_back_is_refused()
    {
        var (token, job) = (await TokenAsync(), await AddRunningJobAsync());
        using var events = await OpenAsync($"v1/job/{job}/events", token);

        await Service.SendAsync(HttpMethod.Post, "v1/user/logout", token: token);

        Assert.DoesNotContain("event: end", await events.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(401, (await Service.SendAsync(HttpMethod.Get, $"v1/job/{job}/events", token: token)).Status);
    }

    [Fact]
    public async Task What_another_replica_changed_ends_a_stream_too()
    {
        using var log = await FollowAsync(await TokenAsync());
        await log.ReadLineAsync(Cancel);

        // As another process does: nobody tells this one.
        await Service.Services.GetRequiredService<Database>().WriteAsync((db, cancel) =>
            db.Users.Where(user => user.Username == "bob").Set(user => user.SessionEpoch, user => user.SessionEpoch + 1).UpdateAsync(cancel), Cancel);

        Assert.Contains("the session ended", await LastAsync(log), StringComparison.Ordinal);
        Assert.True(LiveStreams.Interval <= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_stream_outlives_what_changes_nothing_of_its_rights()
    {
        var token = await TokenAsync();
        using var log = await FollowAsync(token);
        await Service.SendAsync(HttpMethod.Put, "v1/user/" + _bob, """{"email":"b@example.com","role":"admin"}""");
        await Service.SendAsync(HttpMethod.Post, "v1/user/logout", token: await TokenAsync());

        // Its own logout is the only end that comes.
        await Service.SendAsync(HttpMethod.Post, "v1/user/logout", token: token);
        Assert.Contains("the session ended", await LastAsync(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_user_has_so_many_streams_and_is_told_what_to_do()
    {
        var token = await TokenAsync();
        using var one = await FollowAsync(token);
        var other = await FollowAsync(token);

        var third = await Service.SendAsync(HttpMethod.Get, $"v1/log/{_cluster}/stream?follow=true", token: await TokenAsync());
        Assert.Equal((429, "too_many_streams"), (third.Status, third.Json["code"]!.GetValue<string>()));
        Assert.Contains("bob has 2 events, logs and bundles open at once", third.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("FATECLOUD_STREAMS_PER_USER", third.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        using (var admins = await FollowAsync(token: null)) await admins.ReadLineAsync(Cancel);

        other.Dispose();
        // The service notices that a client went when it next writes, at the latest.
        while ((await Service.SendAsync(HttpMethod.Get, $"v1/log/{_cluster}/stream?tail=1", token: token)).Status == 429) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task Every_route_whose_answer_goes_on_is_a_stream() =>
        Assert.Equal(
            ["GET /v1/job/{id}/events", "GET /v1/log/{clusterId}", "GET /v1/log/{clusterId}/stream", "GET /v1/log/{clusterId}/ws", "GET /v1/supportbundle"],
            ServiceRoute.Of(Service).Where(route => route.Endpoint.Metadata.OfType<StreamedAnswer>().Any() || Goes(route)).Select(route => route.Name));

    // What says itself that it is no JSON answer and no archive that lies ready.
    private static bool Goes(ServiceRoute route) => route.Endpoint.Metadata.OfType<Microsoft.AspNetCore.Http.Metadata.IProducesResponseTypeMetadata>()
        .Any(answer => answer.StatusCode == 101 || answer.ContentTypes.Any(type => type is "text/event-stream" or "text/plain" or "application/zip"));

    private async Task<string> TokenAsync()
    {
        using var answer = await Service.TrySignInAsync("password-of-bob", "bob");
        return (await RunningService.ReadAsync(answer))["token"]!.GetValue<string>();
    }

    private Task<StreamReader> FollowAsync(string? token) => OpenAsync($"v1/log/{_cluster}/stream?follow=true&tail=1", token);

    private async Task<StreamReader> OpenAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        var answer = await Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        answer.EnsureSuccessStatusCode();
        return new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
    }

    private static async Task<string?> LastAsync(StreamReader lines)
    {
        string? last = null;
        while (await lines.ReadLineAsync(Cancel) is { } line) last = line;
        return last;
    }

    private async Task<string> AddRunningJobAsync()
    {
        // Claimed by a service that is not there: it neither runs here nor ends.
        var job = new JobRecord
        {
            Uuid = Guid.NewGuid().ToString(),
            Method = "ClusterInstall",
            ClusterUuid = _cluster,
            Creator = "bob",
            Status = KubeFate.Service.Jobs.JobStatus.Running,
            TimeLimit = TimeSpan.FromHours(1),
            LeaseOwner = "another",
            LeaseUntil = TimeProvider.System.GetUtcNow().AddHours(1),
            CreatedAt = TimeProvider.System.GetUtcNow(),
            UpdatedAt = TimeProvider.System.GetUtcNow(),
        };
        await Service.Services.GetRequiredService<Database>().WriteAsync((db, cancel) => db.InsertAsync(job, token: cancel), Cancel);
        return job.Uuid;
    }
}
