using KubeFate.Kubernetes.Tests.ApiServer;

namespace KubeFate.Kubernetes.Tests.Watching;

/// <summary>Whatever happens to server and connection, the watch shows the truth in the end.</summary>
public sealed class DisturbanceTests : ServerFixture
{
    private FakeCollection Deployments => Server.At(Samples.Deployments);

    [Fact]
    public async Task After_410_it_lists_anew()
    {
        await using var watch = await WatchOneAsync();

        Deployments.PutUnseen(Samples.Deployment("mysql", available: 1));
        Deployments.Expire();

        await watch.UntilAsync(snapshot => snapshot.AllReady);
    }

    [Fact]
    public async Task After_410_as_an_HTTP_status_it_lists_anew()
    {
        await using var watch = await WatchOneAsync();
        var refused = false;
        Server.Answer(Samples.Deployments, async context =>
        {
            if (context.Request.Query["watch"] != "true")
            {
                await Deployments.ListAsync(context);
            }
            else if (refused)
            {
                await Deployments.WatchAsync(context);
            }
            else
            {
                refused = true;
                Deployments.PutUnseen(Samples.Deployment("mysql", available: 1));
                await FakeApiServer.WriteStatusAsync(context, 410, "Expired", "too old");
            }
        });

        Deployments.CutWatches();

        await watch.UntilAsync(snapshot => snapshot.AllReady);
    }

    [Fact]
    public async Task A_line_that_broke_off_is_left_and_the_watch_goes_on_from_the_last_version()
    {
        await using var watch = await WatchOneAsync();

        Deployments.SendAndCut("{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"name\":\"my");
        await Deployments.UntilWatchedAsync(0);
        Deployments.Put(Samples.Deployment("mysql", available: 1));

        await watch.UntilAsync(snapshot => snapshot.AllReady);
        Assert.Equal(1, Lists());
    }

    [Fact]
    public async Task A_watch_whose_time_is_over_goes_on_without_a_new_list()
    {
        await using var watch = await WatchOneAsync();

        Deployments.EndWatches();
        await Deployments.UntilWatchedAsync(0);
        Deployments.Put(Samples.Deployment("mysql", available: 1));

        await watch.UntilAsync(snapshot => snapshot.AllReady);
        Assert.Equal(1, Lists());
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_on()
    {
        await using var watch = await WatchOneAsync();

        // The history before the bookmark is forgotten: without it the next watch would be told 410.
        var version = Deployments.Bookmark(forget: true);
        Deployments.EndWatches();
        await Deployments.UntilWatchedAsync(0);
        Deployments.Put(Samples.Deployment("mysql", available: 1));

        await watch.UntilAsync(snapshot => snapshot.AllReady);
        Assert.Equal(1, Lists());
        Assert.Contains(Server.Requests, request => request.Contains($"{Samples.Deployments}?watch=true&allowWatchBookmarks=true&resourceVersion={version}&timeoutSeconds=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not json\n")]
    [InlineData("{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"name\":[]}}}\n")]
    [InlineData("{\"type\":\"NEWS\",\"object\":{}}\n")]
    [InlineData("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd\"}}\n")]
    public async Task A_line_it_cannot_read_makes_it_list_anew(string line)
    {
        await using var watch = await WatchOneAsync();

        Deployments.PutUnseen(Samples.Deployment("mysql", available: 1));
        Deployments.Send(line);

        await watch.UntilAsync(snapshot => snapshot.AllReady);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_of_the_server_is_outlived_and_noted_while_it_lasts(bool forgetful)
    {
        await using var watch = await WatchOneAsync();

        await Server.StopAsync();
        var away = await watch.UntilAsync(snapshot => snapshot.Notes.Count > 0);
        Assert.Single(away.Workloads);
        Assert.Contains("refuses connections", Assert.Single(away.Notes), StringComparison.Ordinal);

        Deployments.Put(Samples.Deployment("mysql", available: 1));
        await Server.RestartAsync(forgetful);

        var back = await watch.UntilAsync(snapshot => snapshot.AllReady && snapshot.Notes.Count == 0);
        Assert.Single(back.Workloads);
    }

    [Fact]
    public async Task A_server_that_is_overloaded_for_a_while_is_outlived()
    {
        await using var watch = await WatchOneAsync();
        var busy = 3;
        Server.Answer(Samples.Deployments, context => busy-- > 0
            ? FakeApiServer.WriteStatusAsync(context, 503, "ServiceUnavailable", "busy")
            : context.Request.Query["watch"] == "true" ? Deployments.WatchAsync(context) : Deployments.ListAsync(context));

        Deployments.CutWatches();
        Deployments.Put(Samples.Deployment("mysql", available: 1));

        await watch.UntilAsync(snapshot => snapshot.AllReady);
    }

    [Fact]
    public async Task A_kind_we_may_not_see_is_noted_and_the_rest_is_shown()
    {
        Deployments.Put(Samples.Deployment("mysql", available: 1));
        Server.Refuse(Samples.Events, 403, "Forbidden", "events is forbidden: User \"u\" cannot list resource \"events\"");
        await using var watch = Watch();

        var snapshot = await watch.UntilAsync(_ => true);
        Assert.True(snapshot.AllReady);
        Assert.Equal(
            "events of the namespace ns cannot be seen: events is forbidden: User \"u\" cannot list resource \"events\"", Assert.Single(snapshot.Notes));
        Assert.Equal(snapshot, await Gateway.GetSnapshotAsync("ns", "fate-9999", Token));
    }

    [Theory]
    [InlineData(401, "Unauthorized", KubernetesFailure.Unauthorized)]
    [InlineData(403, "Forbidden", KubernetesFailure.Forbidden)]
    [InlineData(503, "ServiceUnavailable", KubernetesFailure.Unreachable)]
    public async Task A_required_kind_that_is_refused_at_first_ends_the_watch(int status, string reason, KubernetesFailure code)
    {
        Server.Refuse(Samples.Deployments, status, reason, "no");
        await using var watch = Watch();

        Assert.Equal(code, (await FailsAsync(() => watch.UntilAsync(_ => true))).Code);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_for_good_ends_the_watch()
    {
        await using var watch = await WatchOneAsync();

        Server.Refuse(Samples.Deployments, 403, "Forbidden", "no more");
        Deployments.CutWatches();

        Assert.Equal(KubernetesFailure.Forbidden, (await FailsAsync(() => watch.UntilAsync(snapshot => snapshot.AllReady))).Code);
    }

    [Fact]
    public async Task A_server_that_is_down_at_first_is_said_at_once()
    {
        await Server.StopAsync();
        await using var watch = Watch();

        var failure = await FailsAsync(() => watch.UntilAsync(_ => true));
        Assert.Equal((KubernetesFailure.Unreachable, true), (failure.Code, failure.IsTransient));
        await Server.RestartAsync(forgetful: false);
    }

    private async Task<IAsyncEnumerator<ClusterSnapshot>> WatchOneAsync()
    {
        Deployments.Put(Samples.Deployment("mysql", available: 0));
        var watch = Watch();
        await watch.UntilAsync(_ => true);
        await Deployments.UntilWatchedAsync(1);
        return watch;
    }

    private int Lists() => Count($"{Samples.Deployments}?limit");
}
