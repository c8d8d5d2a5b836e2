using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class LogTests
{
    [Fact]
    public async Task A_container_prints_what_it_would_and_says_that_it_is_simulated()
    {
        var (cluster, logs) = await StartAsync();
        await using var _ = cluster;
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(container: ", command: [/bin/sh, -c, sleep 9], ports: [{ containerPort: 4670 }]"));

        var lines = logs.Read(pod.Uid(), "toy", previous: false)!.Select(entry => entry.Line).ToList();
        Assert.All(lines, line => Assert.StartsWith("[simulated] ", line, StringComparison.Ordinal));
        Assert.Contains("[simulated] image busybox:1.36", lines);
        Assert.Contains("[simulated] command /bin/sh -c sleep 9", lines);
        Assert.Contains("[simulated] toy listens on port 4670", lines);
        Assert.Null(logs.Read(pod.Uid(), "toy", previous: true));
    }

    [Fact]
    public async Task The_run_before_the_last_restart_can_be_read_too()
    {
        var (cluster, logs) = await StartAsync();
        await using var _ = cluster;
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(annotations: "{ simulator.kubefate.io/stage: crash-loop, simulator.kubefate.io/delay: 1s }"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1.5));

        Assert.Contains("[simulated] fatal: toy could not start (stage crash-loop)", Lines(logs, pod.Uid(), previous: true));
        Assert.DoesNotContain(Lines(logs, pod.Uid(), previous: false), line => line.Contains("fatal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restarted_cluster_prints_the_same_again_with_the_times_it_had()
    {
        var (cluster, logs) = await StartAsync();
        await using var _ = cluster;
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(annotations: "{ simulator.kubefate.io/stage: crash-loop, simulator.kubefate.io/delay: 1s }"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        var before = logs.Read(pod.Uid(), "toy", previous: false)!;

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var fresh = new PodLogs(cluster.Time);
        await cluster.StartAgainAsync(new() { Logs = fresh });

        var after = fresh.Read(pod.Uid(), "toy", previous: false)!;
        Assert.Equal(before.Select(entry => entry.Line), after.Select(entry => entry.Line));
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.First.Time - pair.Second.Time, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Whoever_follows_a_log_reaches_its_end_when_the_container_does()
    {
        var (cluster, logs) = await StartAsync();
        await using var _ = cluster;
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(annotations: "{ simulator.kubefate.io/delay: 1s }").Replace(
                "restartPolicy: Always", "restartPolicy: Never", StringComparison.Ordinal));
        var following = ReadAsync(logs, pod.Uid());

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("[simulated] toy is done, exit code 0", (await following)[^1]);
    }

    private static async Task<List<string>> ReadAsync(PodLogs logs, string pod)
    {
        var lines = new List<string>();
        await foreach (var entry in logs.FollowAsync(pod, "toy", null, TestContext.Current.CancellationToken)) lines.Add(entry.Line);
        return lines;
    }

    private static IEnumerable<string> Lines(PodLogs logs, string pod, bool previous) => logs.Read(pod, "toy", previous)!.Select(entry => entry.Line);

    private static async Task<(TestCluster Cluster, PodLogs Logs)> StartAsync()
    {
        var logs = new PodLogs(TimeProvider.System);
        return (await TestCluster.StartAsync(options: new() { Logs = logs }), logs);
    }
}
