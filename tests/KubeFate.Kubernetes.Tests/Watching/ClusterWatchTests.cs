using KubeFate.Kubernetes.Tests.ApiServer;
using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.Watching;

public sealed class ClusterWatchTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private FakeApiServer _server = null!;
    private KubernetesGateway _gateway = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _gateway = _server.Connect(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_first_snapshot_is_the_whole_and_each_change_brings_another()
    {
        _server.At(Samples.Deployments).Put(Samples.Deployment("mysql", available: 0));
        await using var watch = _gateway.WatchAsync("ns", "fate-9999", Token).GetAsyncEnumerator(Token);

        var first = await watch.UntilAsync(_ => true);
        Assert.Equal(WorkloadCondition.Progressing, Assert.Single(first.Workloads).Condition);
        Assert.False(first.AllReady);

        _server.At(Samples.Deployments).Put(Samples.Deployment("mysql", available: 1));
        var next = await watch.UntilAsync(_ => true);
        Assert.True(next.AllReady);
        Assert.Equal((1, 1), (next.Workloads[0].Ready, next.Workloads[0].Desired));

        _server.At(Samples.Deployments).Delete("mysql");
        Assert.Empty((await watch.UntilAsync(_ => true)).Workloads);
    }

    [Fact]
    public async Task After_410_it_lists_anew()
    {
        _server.At(Samples.Deployments).Put(Samples.Deployment("mysql", available: 0));
        await using var watch = _gateway.WatchAsync("ns", "fate-9999", Token).GetAsyncEnumerator(Token);
        await watch.UntilAsync(_ => true);

        _server.At(Samples.Deployments).PutUnseen(Samples.Deployment("mysql", available: 1));
        _server.At(Samples.Deployments).Expire();

        await watch.UntilAsync(snapshot => snapshot.AllReady);
    }

    [Fact]
    public async Task A_snapshot_can_be_had_without_watching()
    {
        _server.At(Samples.Deployments).Put(Samples.Deployment("mysql", available: 1));

        Assert.True((await _gateway.GetSnapshotAsync("ns", "fate-9999", Token)).AllReady);
        Assert.DoesNotContain(_server.Requests, request => request.Contains("watch=true", StringComparison.Ordinal));
    }
}
