using System.Net;
using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Client.Logs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Logs;

/// <summary><c>GET /v1/log/{id}/stream?follow=true</c>: what comes later comes too.</summary>
public sealed class LogFollowTests(LogFixture fixture) : IClassFixture<LogFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_there_comes_at_once_and_pods_that_start_later_follow()
    {
        var uuid = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "late", "moving");
        await fixture.Kubernetes.DeployAsync("moving", "late", "first", ["first"]);
        await using var lines = Follow(uuid, "tail=1000");

        await UntilAsync(lines, line => line.StartsWith("[simulated] first of pod moving/first-", StringComparison.Ordinal));
        await fixture.Kubernetes.DeployAsync("moving", "late", "second", ["second"]);
        var next = await UntilAsync(lines, line => line.Contains("second of pod", StringComparison.Ordinal));

        Assert.Matches(@"^\[second-\S+ second\] \[simulated\] second of pod moving/second-", next);
    }

    [Fact]
    public async Task A_container_that_starts_again_is_followed_into_its_next_run()
    {
        var uuid = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "crashing", "moving");
        await fixture.Kubernetes.DeployAsync("moving", "crashing", "mad", ["mad"], stage: "crash-loop");
        await using var lines = Follow(uuid, "container=mad");

        for (var run = 0; run < 2; run++)
        {
            await UntilAsync(lines, line => line.StartsWith("[simulated] mad of pod ", StringComparison.Ordinal));
            await UntilAsync(lines, line => line.StartsWith("[simulated] fatal: mad could not start", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_ends_when_the_cluster_is_deleted_and_its_last_pod_is_gone()
    {
        var uuid = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "going", "moving");
        await fixture.Kubernetes.DeployAsync("moving", "going", "web", ["web"]);
        await using var lines = Follow(uuid, "");
        await UntilAsync(lines, line => line.StartsWith("[simulated] web of pod ", StringComparison.Ordinal));

        await SetStatusAsync(uuid, ClusterStatus.Deleting);
        await fixture.Kubernetes.DeleteAsync("apis/apps/v1/namespaces/moving/deployments/web");

        while (await lines.MoveNextAsync()) Assert.StartsWith("[simulated]", lines.Current, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_that_is_away_for_a_moment_does_not_end_it()
    {
        var uuid = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "coming", "moving");
        await using var lines = Follow(uuid, "container=later");
        var first = lines.MoveNextAsync();
        await fixture.Kubernetes.DeployAsync("moving", "coming", "later", ["later"]);

        Assert.True(await first);
        Assert.StartsWith("[simulated] later of pod", lines.Current, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_told_though_it_is_followed_unless_the_cluster_is_just_being_made()
    {
        using var told = await fixture.Service.Http.GetAsync($"v1/log/{fixture.Many}/stream?follow=true&container=zzz", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, told.StatusCode);

        var uuid = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "young", "moving", ClusterStatus.Creating);
        await fixture.Kubernetes.DeployAsync("moving", "young", "early", ["early"]);
        await using var lines = Follow(uuid, "container=python");
        var first = lines.MoveNextAsync();
        await fixture.Kubernetes.DeployAsync("moving", "young", "python", ["fateflow"]);
        Assert.True(await first);
        Assert.StartsWith("[simulated] fateflow of pod", lines.Current, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_typed_client_reads_it_line_by_line()
    {
        using var client = new KubeFateClient(new ServiceConnection { Address = fixture.Service.Http.BaseAddress!, Token = fixture.Token }, new NoTokens(), TimeProvider.System);
        var tail = new List<string>();
        await foreach (var line in client.Logs.StreamAsync(fixture.Many, new LogQuery { Tail = 1, Since = "1h" }, Cancel)) tail.Add(line);
        await foreach (var line in client.Logs.StreamAsync(fixture.One, new LogQuery { Follow = true, Container = "web" }, Cancel))
        {
            Assert.StartsWith("[simulated] web of pod", line, StringComparison.Ordinal);
            break;
        }

        Assert.Equal(3, tail.Count);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(async () =>
        {
            await foreach (var _ in client.Logs.StreamAsync(fixture.One, new LogQuery { Container = "zzz" }, Cancel)) Assert.Fail("a line of nothing");
        });
        Assert.Equal((ClientFailure.NotFound, "container_missing"), (failure.Failure, failure.Code));
    }

    private async Task SetStatusAsync(string uuid, string status)
    {
        var (database, clusters) = (fixture.Service.Services.GetRequiredService<Database>(), fixture.Service.Services.GetRequiredService<ClusterStore>());
        await database.WriteAsync((db, cancel) => clusters.SetStatusAsync(db, uuid, status, cancel), Cancel);
    }

    private async IAsyncEnumerator<string> Follow(string uuid, string query)
    {
        using var answer = await fixture.Service.Http.GetAsync($"v1/log/{uuid}/stream?follow=true&{query}", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        while (await reader.ReadLineAsync(Cancel) is { } line) yield return line;
    }

    private static async Task<string> UntilAsync(IAsyncEnumerator<string> lines, Func<string, bool> fits)
    {
        while (await lines.MoveNextAsync())
        {
            if (fits(lines.Current)) return lines.Current;
        }

        throw new InvalidOperationException("the log ended");
    }

    private sealed class NoTokens : ITokenCache
    {
        public AccessToken? Find(Uri address, string username) => null;

        public void Keep(Uri address, string username, AccessToken? token)
        {
        }
    }
}
