using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;

namespace KubeFate.Kubernetes.Tests.Watching;

public sealed class PodWatchTests : ServerFixture
{
    private FakeCollection Pods => Server.At(Samples.Pods);

    [Fact]
    public async Task The_runs_of_a_pods_containers_are_told_apart()
    {
        Pods.Put(Pod("""[{"name":"c","state":{"waiting":{"reason":"ContainerCreating"}}}]"""));
        await using var watch = Gateway.WatchPodsAsync("ns", "fate-9999", Token).GetAsyncEnumerator(Token);

        var waiting = await NextAsync(watch);
        Assert.Equal((new ContainerRun("c", "", false, false, "ContainerCreating"), false), (waiting, waiting.HasStarted));

        Pods.Put(Pod("""[{"name":"c","containerID":"x://1","state":{"running":{}}}]"""));
        Assert.Equal(new ContainerRun("c", "x://1", true, false, null), await NextAsync(watch));

        Pods.Put(Pod("""[{"name":"c","containerID":"x://1","restartCount":1,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1}}}]"""));
        var crashed = await NextAsync(watch);
        Assert.Equal((new ContainerRun("c", "x://1", false, true, "CrashLoopBackOff"), true), (crashed, crashed.HasStarted));

        Pods.Put(Pod("""[{"name":"c","restartCount":2,"state":{"running":{}},"lastState":{"terminated":{"exitCode":1}}}]"""));
        Assert.Equal(new ContainerRun("c", "restart 2", true, true, null), await NextAsync(watch));
    }

    [Fact]
    public async Task A_broken_connection_is_passed_over()
    {
        Pods.Put(Pod("""[{"name":"c","containerID":"x://1","state":{"running":{}}}]"""));
        await using var watch = Gateway.WatchPodsAsync("ns", "fate-9999", Token).GetAsyncEnumerator(Token);
        await NextAsync(watch);
        await Pods.UntilWatchedAsync(1);

        Pods.CutWatches();
        Pods.Delete("p");

        do Assert.True(await watch.MoveNextAsync());
        while (watch.Current.Count > 0);
    }

    [Fact]
    public async Task A_list_that_fails_is_the_readers_failure()
    {
        Server.Refuse(Samples.Pods, 403, "Forbidden", "pods is forbidden");
        await using var watch = Gateway.WatchPodsAsync("ns", "fate-9999", Token).GetAsyncEnumerator(Token);

        Assert.Equal(KubernetesFailure.Forbidden, (await FailsAsync(async () => await watch.MoveNextAsync())).Code);
    }

    private static async Task<ContainerRun> NextAsync(IAsyncEnumerator<IReadOnlyList<PodInfo>> watch)
    {
        Assert.True(await watch.MoveNextAsync());
        var pod = Assert.Single(watch.Current);
        Assert.Equal(("uid-p", "python", false), (pod.Uid, pod.Module, pod.IsOver));
        return Assert.Single(pod.Runs);
    }

    private static JsonObject Pod(string statuses) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "p", ["labels"] = new JsonObject { ["name"] = "fate-9999", ["fateMoudle"] = "python" } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "c" }) },
        ["status"] = new JsonObject { ["phase"] = "Running", ["containerStatuses"] = JsonNode.Parse(statuses) },
    };
}
