using System.Net;
using System.Text.RegularExpressions;
using KubeFate.Service.Tests.Hosting;

namespace KubeFate.Service.Tests.Logs;

/// <summary><c>GET /v1/log/{id}</c> and its stream, without following.</summary>
public sealed partial class LogRouteTests(LogFixture fixture) : IClassFixture<LogFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_of_one_container_is_its_lines_in_the_originals_envelope()
    {
        using var answer = await GetAsync($"v1/log/{fixture.One}");
        var body = await RunningService.ReadAsync(answer);

        Assert.Equal(["data", "msg"], body.AsObject().Select(pair => pair.Key));
        Assert.Equal("getClusterLog Success", body["msg"]!.GetValue<string>());
        Assert.Matches(@"^\[simulated\] web of pod peer-a/web-\S+: .*\n(\[simulated\] .*\n)+$", body["data"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lines_of_several_containers_name_their_pod_and_container()
    {
        var text = await TextAsync($"{fixture.Many}?tail=1");

        Assert.Matches(@"^\[nodemanager-\S+ eggrollpair\] \[simulated\] .*\n\[nodemanager-\S+ nodemanager\] \[simulated\] .*\n\[python-\S+ fateflow\] \[simulated\] .*\n$", text);
    }

    [Theory]
    [InlineData("nodemanager", "nodemanager")]
    [InlineData("fateflow", "fateflow")]
    [InlineData("python", "fateflow")]
    public async Task A_container_is_chosen_by_its_name_or_its_modules(string name, string container)
    {
        var text = await TextAsync($"{fixture.Many}?container={name}");

        Assert.StartsWith($"[simulated] {container} of pod peer-a/", text, StringComparison.Ordinal);
        Assert.DoesNotContain("eggrollpair of pod", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_container_is_an_empty_text_as_in_the_original_and_told_by_the_stream()
    {
        using var old = await GetAsync($"v1/log/{fixture.Many}?container=zzz");
        using var stream = await GetAsync($"v1/log/{fixture.Many}/stream?container=zzz");

        Assert.Equal("""{"data":"","msg":"getClusterLog Success"}""", await old.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotFound, stream.StatusCode);
        Assert.Equal(
            "no container or module \"zzz\" in the cluster many; containers: eggrollpair, fateflow, nodemanager; modules: nodemanager, python",
            (await RunningService.ReadAsync(stream))["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("tail=-1&limit-bytes=0&since=0s&previous=false&container=", 4)]
    [InlineData("tail=2", 2)]
    [InlineData("tail=0", 0)]
    [InlineData("since=1h", 4)]
    [InlineData("since=3600", 4)]
    [InlineData("since-time=2999-01-01T00:00:00Z", 0)]
    [InlineData("previous=true", 0)]
    public async Task What_is_asked_for_is_what_comes_and_the_original_commands_defaults_ask_for_all(string query, int least)
    {
        var lines = (await TextAsync($"{fixture.One}?{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (least == 4) Assert.True(lines.Length >= least);
        else Assert.Equal(least, lines.Length);
    }

    [Fact]
    public async Task Bytes_are_limited_and_times_shown()
    {
        Assert.Equal("[simul\n", await TextAsync($"{fixture.One}?limit-bytes=6"));
        Assert.Matches(TimedLine(), await TextAsync($"{fixture.One}?tail=1&timestamps=true"));
    }

    [Theory]
    [InlineData("tail=abc", "tail is \"abc\", not a number from -1 to 2147483647")]
    [InlineData("since=soon", "since is \"soon\", not a duration such as 5s, 2m or 1h30m")]
    [InlineData("since=-5s", "since is \"-5s\", not a duration such as 5s, 2m or 1h30m")]
    [InlineData("since-time=noon", "since-time is \"noon\", not a time such as 2026-11-23T12:36:54Z (RFC 3339)")]
    [InlineData("since=5s&since-time=2026-11-23T12:36:54Z", "since is \"5s\", not allowed together with since-time: leave one of them out")]
    [InlineData("previous=maybe&limit-bytes=-1", "previous is \"maybe\", not true or false; limit-bytes is \"-1\", not a number of 0 or more")]
    public async Task A_wrong_parameter_is_named_with_what_it_may_be_before_the_cluster_is_looked_for(string query, string expected)
    {
        foreach (var path in new[] { "v1/log/nope", "v1/log/nope/ws", "v1/log/nope/stream" })
        {
            using var answer = await GetAsync($"{path}?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(expected, (await RunningService.ReadAsync(answer))["error"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("v1/log/nope")]
    [InlineData("v1/log/nope/ws")]
    [InlineData("v1/log/nope/ws?since=3600")]
    [InlineData("v1/log/nope/stream")]
    public async Task An_unknown_cluster_is_told_in_the_originals_words(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("get Cluster error, record not found", (await RunningService.ReadAsync(answer))["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_stream_is_plain_text_and_never_compressed()
    {
        using var answer = await GetAsync($"v1/log/{fixture.One}/stream", ("Accept-Encoding", "gzip"));
        using var whole = await GetAsync($"v1/log/{fixture.One}", ("Accept-Encoding", "gzip"));

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(await TextAsync(fixture.One), await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Empty(whole.Content.Headers.ContentEncoding);
        Assert.Null(whole.Headers.ETag);
    }

    [Fact]
    public async Task A_log_that_is_not_there_yet_is_told_by_the_stream()
    {
        var waiting = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "waiting", "empty");
        await fixture.Kubernetes.DeployAsync("empty", "waiting", "stuck", ["stuck"], stage: "unschedulable");
        using var noPrevious = await GetAsync($"v1/log/{fixture.One}/stream?previous=true");
        using var nothing = await GetAsync($"v1/log/{await SimulatedKubernetes.AddClusterAsync(fixture.Service, "nothing", "empty")}/stream");

        Assert.Equal(HttpStatusCode.Conflict, noPrevious.StatusCode);
        Assert.Contains("there was no restart", (await RunningService.ReadAsync(noPrevious))["error"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Contains("the cluster has no pods", (await RunningService.ReadAsync(nothing))["error"]!.GetValue<string>());
        Assert.Equal("", await TextAsync(waiting));
    }

    [Fact]
    public async Task A_Kubernetes_that_is_away_is_an_error_and_no_empty_log()
    {
        using var folder = new Testing.TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        var uuid = await SimulatedKubernetes.AddClusterAsync(service, "one", "peer-a");
        foreach (var path in new[] { $"v1/log/{uuid}", $"v1/log/{uuid}/stream", $"v1/log/{uuid}/stream?follow=true" })
        {
            using var answer = await service.Http.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
            Assert.Equal("unreachable", (await RunningService.ReadAsync(answer))["code"]!.GetValue<string>());
        }
    }

    private async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync("v1/log/" + path);
        return (await RunningService.ReadAsync(answer))["data"]!.GetValue<string>();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await fixture.Service.Http.SendAsync(request, Cancel);
    }

    [GeneratedRegex(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z \[simulated\] .*\n$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimedLine();
}
