using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

/// <summary>Trouble as a real kubelet and scheduler tell it.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task An_image_that_cannot_be_pulled_alternates_between_the_two_reasons_with_growing_waits()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(annotations: "{ simulator.kubefate.io/stage: image-pull }"));
        var seen = new List<(string State, TimeSpan At)>();
        for (var moment = TimeSpan.Zero; moment < TimeSpan.FromSeconds(70); moment += TimeSpan.FromMilliseconds(100))
        {
            var state = PodTests.State(cluster.Get(ResourceCatalog.Pods, "toy"));
            if (seen.LastOrDefault().State != state) seen.Add((state, moment));
            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(100));
        }

        string[] states = ["ContainerCreating", "ErrImagePull", "ImagePullBackOff", "ErrImagePull", "ImagePullBackOff", "ErrImagePull", "ImagePullBackOff"];
        Assert.Equal(states, seen.Select(entry => entry.State).Take(7));
        Assert.InRange(seen[3].At - seen[2].At, TimeSpan.FromSeconds(9.8), TimeSpan.FromSeconds(10.2));
        Assert.InRange(seen[5].At - seen[4].At, TimeSpan.FromSeconds(19.8), TimeSpan.FromSeconds(20.2));
        var waiting = cluster.Get(ResourceCatalog.Pods, "toy").Items("status", "containerStatuses").Single().At("state", "waiting");
        Assert.StartsWith("Back-off pulling image \"busybox:1.36\": ErrImagePull: rpc error: ", waiting.Text("message"), StringComparison.Ordinal);
        Assert.EndsWith("docker.io/library/busybox:1.36: not found", waiting.Text("message"), StringComparison.Ordinal);
        Assert.Contains("Failed: Error: ErrImagePull", cluster.Events());
        Assert.Contains("Failed: Error: ImagePullBackOff", cluster.Events());
        Assert.Contains(
            cluster.Events(), told => told.StartsWith("Failed: Failed to pull image \"busybox:1.36\": rpc error: code = NotFound", StringComparison.Ordinal));
        var pulls = cluster.All(ResourceCatalog.Events).Single(told => told.Text("reason") == "Pulling");
        Assert.True(pulls.Count("count") >= 3);
    }

    [Fact]
    public async Task A_pod_whose_image_is_mended_recovers()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(image: "busybox:nosuchtag"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal("ImagePullBackOff", PodTests.State(cluster.Get(ResourceCatalog.Pods, "toy")));

        await cluster.UpdateAsync(ResourceCatalog.Pods, "toy", pod => pod.Items("spec", "containers").Single()["image"] = "busybox:1.36");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("True", cluster.Get(ResourceCatalog.Pods, "toy").Condition("Ready").Text("status"));
    }

    [Fact]
    public async Task A_deployment_with_a_mistyped_tag_recovers_by_the_next_template()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "python:nosuchtag");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(["ImagePullBackOff", "running"], cluster.Pods.Select(PodTests.State).Order(StringComparer.Ordinal));
        Assert.Equal(1, cluster.Get(ResourceCatalog.Deployments, "python").Count("status", "unavailableReplicas"));

        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "python:3");
        Assert.Equal(["running"], cluster.Pods.Select(PodTests.State));
    }

    [Fact]
    public async Task A_crashing_container_is_started_again_at_once_and_then_after_growing_waits()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(annotations: "{ simulator.kubefate.io/stage: crash-loop, simulator.kubefate.io/delay: 1s }"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(3));

        var pod = cluster.Get(ResourceCatalog.Pods, "toy");
        var status = pod.Items("status", "containerStatuses").Single();
        Assert.Equal("Running", pod.Text("status", "phase"));
        Assert.Equal("CrashLoopBackOff", PodTests.State(pod));
        Assert.Equal($"back-off 10s restarting failed container=toy pod=toy_fate-9999({pod.Uid()})", status.Text("state", "waiting", "message"));
        Assert.Equal(1, status.Count("restartCount"));
        Assert.Equal(1, status.Count("lastState", "terminated", "exitCode"));
        Assert.Contains($"BackOff: Back-off restarting failed container toy in pod toy_fate-9999({pod.Uid()})", cluster.Events());

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(12));
        status = cluster.Get(ResourceCatalog.Pods, "toy").Items("status", "containerStatuses").Single();
        Assert.Equal(2, status.Count("restartCount"));
        Assert.StartsWith("back-off 20s ", status.Text("state", "waiting", "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_never_becomes_ready_runs_and_its_probe_fails_again_and_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(
            ResourceCatalog.Pods,
            Examples.Pod(
                annotations: "{ simulator.kubefate.io/stage: never-ready }", container: ", ports: [{ name: grpc, containerPort: 4670 }], readinessProbe: { tcpSocket: { port: grpc } }"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(30));

        var pod = cluster.Get(ResourceCatalog.Pods, "toy");
        Assert.Equal("Running", pod.Text("status", "phase"));
        Assert.Equal("ContainersNotReady", pod.Condition("Ready").Text("reason"));
        Assert.Equal("containers with unready status: [toy]", pod.Condition("Ready").Text("message"));
        var told = cluster.All(ResourceCatalog.Events).Single(each => each.Text("reason") == "Unhealthy");
        Assert.Equal($"Readiness probe failed: dial tcp {pod.Text("status", "podIP")}:4670: connect: connection refused", told.Text("message"));
        Assert.True(told.Count("count") > 1);
    }

    [Fact]
    public async Task A_workload_or_namespace_can_ask_for_the_trouble_of_its_pods()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.UpdateAsync(ResourceCatalog.Namespaces, TestCluster.Ns, ns => ns.SetAnnotation("simulator.kubefate.io/stage", "unschedulable"));
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        Assert.Equal("Unschedulable", cluster.Pods.Single().Condition("PodScheduled").Text("reason"));

        await cluster.UpdateAsync(ResourceCatalog.Deployments, "python", item => item.SetAnnotation("simulator.kubefate.io/stage", "fast"));
        Assert.Equal("True", cluster.Pods.Single().Condition("Ready").Text("status"));
    }

    [Fact]
    public async Task Only_the_named_container_meets_the_trouble()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(
            annotations: "{ simulator.kubefate.io/stage: never-ready, simulator.kubefate.io/container: toy }").Replace(
            "containers:", "containers:\n  - { name: fateboard, image: 'board:1' }", StringComparison.Ordinal));

        var ready = cluster.Get(ResourceCatalog.Pods, "toy").Items("status", "containerStatuses").ToDictionary(
            status => status.Text("name")!, status => status.Flag("ready"));
        Assert.True(ready["fateboard"]);
        Assert.False(ready["toy"]);
    }

    [Fact]
    public async Task A_claim_that_stays_unbound_keeps_its_pods_from_being_scheduled()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet(annotations: "{ simulator.kubefate.io/stage: claim-unbound }"));

        Assert.Equal("Pending", Assert.Single(cluster.All(ResourceCatalog.PersistentVolumeClaims)).Text("status", "phase"));
        Assert.StartsWith(
            "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.", cluster.Pods.Single().Condition("PodScheduled").Text("message"), StringComparison.Ordinal);
        Assert.Contains(
            cluster.Events("ProvisioningFailed"), told => told.Contains(
                "failed to provision volume with StorageClass \"simulated\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_chaos_cluster_a_workload_always_meets_the_same_stage()
    {
        var lives = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var cluster = await TestCluster.StartAsync("chaos");
            foreach (var name in new[] { "python", "rollsite", "client", "clustermanager", "mysql", "nodemanager-0" })
                await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(name));
            await cluster.AdvanceAsync(TimeSpan.FromSeconds(8));
            var pods = cluster.Pods.Select(pod => $"{pod.Label("app")}:{pod.Text("status", "phase")}/{pod.Condition("Ready").Text("status")}");
            lives.Add(string.Join(' ', pods.Order(StringComparer.Ordinal)));
        }

        Assert.Equal(lives[0], lives[1]);
    }

    [Fact]
    public async Task An_annotation_that_asks_for_what_there_is_not_is_told_and_the_pod_lives_as_the_others()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(annotations: "{ simulator.kubefate.io/stage: imagepull }"));

        Assert.Equal("Running", pod.Text("status", "phase"));
        Assert.StartsWith(
            "UnknownStage: annotation simulator.kubefate.io/stage: there is no stage `imagepull`; the stages are chaos, ",
            Assert.Single(cluster.Events("UnknownStage")),
            StringComparison.Ordinal);
    }
}
