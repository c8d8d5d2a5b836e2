using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Http;

public sealed class LogTests
{
    [Theory]
    [InlineData("", "one\ntwo\nthree\n")]
    [InlineData("?tailLines=1", "three\n")]
    [InlineData("?tailLines=0", "")]
    [InlineData("?sinceSeconds=15", "two\nthree\n")]
    [InlineData("?sinceTime=2026-01-02T03:04:25Z", "three\n")]
    [InlineData("?limitBytes=5", "one\nt")]
    [InlineData("?timestamps=true&tailLines=1", "2026-01-02T03:04:25.000000000Z three\n")]
    public async Task A_log_is_cut_as_asked(string query, string expected)
    {
        await using var api = await TestApi.StartAsync();
        await WriteLogAsync(api);
        var answer = await api.GetAsync($"{Paths.Pods}/p/log{query}");
        Assert.Equal((200, expected), (answer.Code, answer.Text));
    }

    [Fact]
    public async Task A_followed_log_ends_with_the_container()
    {
        await using var api = await TestApi.StartAsync();
        var uid = await WriteLogAsync(api);
        using var response = await api.Http.GetAsync($"{Paths.Pods}/p/log?follow=true&tailLines=1", HttpCompletionOption.ResponseHeadersRead, TestApi.Cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestApi.Cancellation));

        Assert.Equal("three", await lines.ReadLineAsync(TestApi.Cancellation));
        api.Cluster.Logs.Append(uid, "c", "four");
        Assert.Equal("four", await lines.ReadLineAsync(TestApi.Cancellation));
        api.Cluster.Logs.End(uid, "c");
        Assert.Null(await lines.ReadLineAsync(TestApi.Cancellation));
    }

    [Fact]
    public async Task The_run_before_the_last_restart_can_be_read()
    {
        await using var api = await TestApi.StartAsync();
        var uid = await WriteLogAsync(api);
        Assert.Equal(400, (await api.GetAsync($"{Paths.Pods}/p/log?previous=true")).Code);

        api.Cluster.Logs.Restart(uid, "c");
        api.Cluster.Logs.Append(uid, "c", "again");

        Assert.Equal("again\n", (await api.GetAsync($"{Paths.Pods}/p/log")).Text);
        Assert.Equal("one\ntwo\nthree\n", (await api.GetAsync($"{Paths.Pods}/p/log?previous=true")).Text);
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_told()
    {
        await using var api = await TestApi.StartAsync();
        await WriteLogAsync(api);
        Assert.Equal("container nope is not valid for pod p", (await api.GetAsync($"{Paths.Pods}/p/log?container=nope")).Message);
        Assert.Equal(404, (await api.GetAsync($"{Paths.Pods}/q/log")).Code);
    }

    [Fact]
    public async Task A_container_that_waits_says_what_for()
    {
        await using var api = await TestApi.StartAsync();
        await WriteLogAsync(api);
        api.Cluster.Store.Update(new(ResourceCatalog.Pods, "default", "p"), pod =>
        {
            pod["status"] = JsonNode.Parse("""{"containerStatuses":[{"name":"c","state":{"waiting":{"reason":"ImagePullBackOff"}}}]}""");
            return pod;
        });

        var answer = await api.GetAsync($"{Paths.Pods}/p/log");

        Assert.Equal((400, "container \"c\" in pod \"p\" is waiting to start: trying and failing to pull image"), (answer.Code, answer.Message));
    }

    // Three lines, ten seconds apart; the clock stands five seconds after the last.
    private static Task<string> WriteLogAsync(TestApi api)
    {
        var pod = api.Cluster.Store.Create(
            new(ResourceCatalog.Pods, "default", "p"), (JsonObject)JsonNode.Parse("""{"spec":{"nodeName":"n","containers":[{"name":"c"}]}}""")!);
        var uid = ObjectMeta.Uid(pod)!;
        foreach (var line in (string[])["one", "two", "three"])
        {
            api.Cluster.Logs.Append(uid, "c", line);
            api.Time.Advance(TimeSpan.FromSeconds(line == "three" ? 5 : 10));
        }

        return Task.FromResult(uid);
    }
}
