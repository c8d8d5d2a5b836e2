using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;

namespace KubeFate.Kubernetes.Tests.Watching;

public sealed class ClusterWatchTests : ServerFixture
{
    private FakeCollection Deployments => Server.At(Samples.Deployments);

    [Fact]
    public async Task The_first_snapshot_is_the_whole_and_each_change_brings_another()
    {
        Deployments.Put(Samples.Deployment("mysql", available: 0));
        await using var watch = Watch();

        var first = await watch.UntilAsync(_ => true);
        Assert.Equal(WorkloadCondition.Progressing, Assert.Single(first.Workloads).Condition);
        Assert.False(first.AllReady);

        Deployments.Put(Samples.Deployment("mysql", available: 1));
        var next = await watch.UntilAsync(_ => true);
        Assert.True(next.AllReady);
        Assert.Equal((1, 1), (next.Workloads[0].Ready, next.Workloads[0].Desired));

        Deployments.Delete("mysql");
        Assert.Empty((await watch.UntilAsync(_ => true)).Workloads);
    }

    [Fact]
    public async Task A_change_that_shows_nothing_new_brings_no_snapshot()
    {
        Deployments.Put(Samples.Deployment("mysql", available: 0));
        await using var watch = Watch();
        await watch.UntilAsync(_ => true);

        Deployments.Put(Samples.Deployment("mysql", available: 0));
        Deployments.Put(Samples.Deployment("python", available: 0));

        Assert.Equal(2, (await watch.UntilAsync(_ => true)).Workloads.Count);
    }

    [Fact]
    public async Task A_slow_reader_gets_the_newest_state_only()
    {
        await using var watch = Watch();
        await watch.UntilAsync(_ => true);
        for (var i = 0; i < 50; i++) Deployments.Put(Samples.Deployment($"d{i:00}", available: 1));
        Deployments.Put(Samples.Deployment("last", available: 0));
        await watch.UntilAsync(snapshot => snapshot.Workloads.Count == 51);

        // Nothing is left in store of the states in between.
        Deployments.Put(Samples.Deployment("last", available: 1));
        Assert.True((await watch.UntilAsync(_ => true)).AllReady);
    }

    [Fact]
    public async Task It_asks_by_label_and_lists_and_watches_each_kind_once()
    {
        await using var watch = Watch();
        await watch.UntilAsync(_ => true);
        Deployments.Put(Samples.Deployment("mysql", available: 1));
        await watch.UntilAsync(snapshot => snapshot.AllReady);

        Assert.Equal(8, Server.Requests.Count(request => !request.Contains("watch=true", StringComparison.Ordinal)));
        Assert.InRange(Count("watch=true"), 1, 8);
        Assert.Equal(1, Count($"{Samples.Pods}?limit=500&labelSelector=name%3Dfate-9999"));
        Assert.Equal(1, Server.Requests.Count(request => request == $"GET {Samples.Events}?limit=500"));
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        Deployments.PageSize = 2;
        for (var i = 0; i < 5; i++) Deployments.Put(Samples.Deployment($"d{i}", available: 1));

        Assert.Equal(5, (await Gateway.GetSnapshotAsync("ns", "fate-9999", Token)).Workloads.Count);
        Assert.Equal(3, Count(Samples.Deployments));
    }

    [Fact]
    public async Task A_snapshot_can_be_had_without_watching()
    {
        Deployments.Put(Samples.Deployment("mysql", available: 1));

        Assert.True((await Gateway.GetSnapshotAsync("ns", "fate-9999", Token)).AllReady);
        Assert.Equal(0, Count("watch=true"));
    }

    [Fact]
    public async Task A_watch_that_nobody_reads_any_more_is_closed()
    {
        var watch = Watch();
        await watch.UntilAsync(_ => true);
        await Deployments.UntilWatchedAsync(1);

        await watch.DisposeAsync();

        await Deployments.UntilWatchedAsync(0);
    }

    [Fact]
    public async Task Cancelling_ends_the_enumeration()
    {
        using var cancel = new CancellationTokenSource();
        await using var watch = Watch(cancel.Token);
        await watch.UntilAsync(_ => true);

        var next = watch.MoveNextAsync().AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task A_pod_and_its_events_explain_a_deployment()
    {
        var deployment = Samples.Deployment("python", available: 0);
        deployment["metadata"]!["uid"] = "d";
        Deployments.Put(deployment);
        await using var watch = Watch();
        await watch.UntilAsync(_ => true);

        Server.At("apis/apps/v1/namespaces/ns/replicasets").Put(Samples.Owned("python-1", "rs", "d"));
        var pod = Samples.Owned("python-1-x", "p", "rs");
        pod["spec"] = new JsonObject { ["nodeName"] = "n1" };
        pod["status"] = new JsonObject { ["phase"] = "Pending" };
        Server.At(Samples.Pods).Put(pod);
        Server.At(Samples.Events).Put(Samples.Event("p", "Pulling", "Pulling image \"mysql:8\""));

        var snapshot = await watch.UntilAsync(one => one.Workloads[0].Reason == WaitReason.PullingImage);
        Assert.Equal("the image mysql:8 is being pulled to the node n1", snapshot.Workloads[0].WaitingFor);
    }
}
