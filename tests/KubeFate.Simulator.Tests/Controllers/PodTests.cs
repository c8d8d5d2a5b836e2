using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class PodTests
{
    [Fact]
    public async Task A_fast_pod_is_ready_at_once_with_everything_a_kubelet_reports()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod());

        Assert.Equal("Running", pod.Text("status", "phase"));
        string[] conditions = ["ContainersReady=True", "Initialized=True", "PodReadyToStartContainers=True", "PodScheduled=True", "Ready=True"];
        Assert.Equal(conditions, Conditions(pod).Order(StringComparer.Ordinal));
        Assert.StartsWith("10.244.", pod.Text("status", "podIP"), StringComparison.Ordinal);
        Assert.Equal(NodeNames.Node, pod.Text("spec", "nodeName"));
        var container = Assert.Single(pod.Items("status", "containerStatuses"));
        Assert.True(container.Flag("ready"));
        Assert.True(container.Flag("started"));
        Assert.Equal("docker.io/library/busybox:1.36", container.Text("image"));
        Assert.StartsWith("docker.io/library/busybox@sha256:", container.Text("imageID"), StringComparison.Ordinal);
        Assert.Equal(["Scheduled", "Pulling", "Pulled", "Created", "Started"], cluster.Events().Select(told => told.Split(':')[0]));
        Assert.Contains("Scheduled: Successfully assigned fate-9999/toy to simulated-node", cluster.Events());
    }

    [Fact]
    public async Task A_general_pod_passes_through_the_states_in_between()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod());
        var seen = new List<string>();
        for (var moment = 0; moment < 200; moment++)
        {
            var pod = cluster.Get(ResourceCatalog.Pods, "toy");
            var state = $"{pod.Text("spec", "nodeName") is not null}/{pod.Text("status", "phase")}/{State(pod)}/{pod.Condition("Ready").Text("status")}";
            if (seen.LastOrDefault() != state) seen.Add(state);
            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(["False/Pending//", "True/Pending/ContainerCreating/False", "True/Running/running/False", "True/Running/running/True"], seen);
    }

    [Fact]
    public async Task Init_containers_run_one_after_the_other_before_the_others()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(extra: "initContainers: [{ name: first, image: busybox:1 }, { name: second, image: busybox:1 }]"));
        var order = new List<string>();
        for (var moment = 0; moment < 300; moment++)
        {
            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(50));
            var pod = cluster.Get(ResourceCatalog.Pods, "toy");
            foreach (var status in pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses")))
            {
                var told = $"{status.Text("name")} {status.At("state")!.AsObject().First().Key}";
                if (!order.Contains(told) && !told.EndsWith("waiting", StringComparison.Ordinal)) order.Add(told);
            }
        }

        Assert.Equal(["first running", "first terminated", "second running", "second terminated", "toy running"], order);
        Assert.Contains("Initialized=True", Conditions(cluster.Get(ResourceCatalog.Pods, "toy")));
    }

    [Fact]
    public async Task A_pod_that_asks_for_more_than_the_node_has_is_unschedulable_until_there_is_room()
    {
        await using var cluster = await TestCluster.StartAsync(options: new() { NodeMemory = "8Gi" });
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod("first", container: ", resources: { requests: { memory: 6Gi } }"));
        var second = await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod("second", container: ", resources: { requests: { memory: 6Gi } }"));

        Assert.Equal("Pending", second.Text("status", "phase"));
        var scheduled = second.Condition("PodScheduled");
        Assert.Equal("Unschedulable", scheduled.Text("reason"));
        Assert.Equal(
            "0/1 nodes are available: 1 Insufficient memory. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            scheduled.Text("message"));
        Assert.Single(cluster.Events("FailedScheduling"));

        await cluster.DeleteAsync(ResourceCatalog.Pods, "first");
        Assert.Equal("Running", cluster.Get(ResourceCatalog.Pods, "second").Text("status", "phase"));
    }

    [Fact]
    public async Task A_node_selector_that_nothing_matches_is_told_as_the_scheduler_does()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(extra: "nodeSelector: { gpu: 'true' }"));

        Assert.Equal(
            "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            pod.Condition("PodScheduled").Text("message"));

        await cluster.UpdateAsync(ResourceCatalog.Nodes, NodeNames.Node, node => node.Child("metadata", "labels")["gpu"] = "true");
        Assert.Equal("Running", cluster.Get(ResourceCatalog.Pods, "toy").Text("status", "phase"));
    }

    [Fact]
    public async Task A_volume_whose_source_is_missing_holds_the_pod_until_it_is_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(extra: "volumes: [{ name: conf, configMap: { name: eggroll-config } }]"));

        Assert.Equal("ContainerCreating", State(pod));
        Assert.Contains("FailedMount: MountVolume.SetUp failed for volume \"conf\" : configmap \"eggroll-config\" not found", cluster.Events());

        await cluster.CreateAsync(ResourceCatalog.ConfigMaps, "metadata: { name: eggroll-config }");
        Assert.Equal("running", State(cluster.Get(ResourceCatalog.Pods, "toy")));
    }

    [Fact]
    public async Task A_volume_of_single_keys_holds_the_pod_until_its_secret_has_them()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(extra: "volumes: [{ name: certs, secret: { secretName: osx-tls, items: [{ key: tls.key, path: key.pem }] } }]"));
        Assert.Equal("ContainerCreating", State(pod));
        Assert.Contains("FailedMount: MountVolume.SetUp failed for volume \"certs\" : secret \"osx-tls\" not found", cluster.Events());

        await cluster.CreateAsync(ResourceCatalog.Secrets, "{ metadata: { name: osx-tls }, data: { tls.crt: aHVzaA== } }");
        Assert.Equal("ContainerCreating", State(cluster.Get(ResourceCatalog.Pods, "toy")));

        await cluster.UpdateAsync(ResourceCatalog.Secrets, "osx-tls", secret => secret.Child("data")["tls.key"] = "aHVzaA==");
        Assert.Equal("running", State(cluster.Get(ResourceCatalog.Pods, "toy")));
    }

    [Fact]
    public async Task A_variable_from_a_missing_secret_is_a_configuration_error()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod(container: ", env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: mysql, key: password } } }]"));

        Assert.Equal("CreateContainerConfigError", State(pod));
        Assert.Contains("Failed: Error: secret \"mysql\" not found", cluster.Events());

        await cluster.CreateAsync(ResourceCatalog.Secrets, "{ metadata: { name: mysql }, data: { password: aHVzaA== } }");
        Assert.Equal("running", State(cluster.Get(ResourceCatalog.Pods, "toy")));
    }

    [Fact]
    public async Task A_name_that_is_no_image_is_told_so()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod(image: "FederatedAI/Python:1.8"));

        Assert.Equal("InvalidImageName", State(pod));
    }

    [Fact]
    public async Task A_deleted_pod_is_given_time_to_end_and_then_goes()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod());
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        await cluster.DeleteAsync(ResourceCatalog.Pods, "toy");
        Assert.Equal(30, cluster.Get(ResourceCatalog.Pods, "toy").Number("metadata", "deletionGracePeriodSeconds"));
        Assert.Contains("Killing: Stopping container toy", cluster.Events());

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Null(cluster.Find(ResourceCatalog.Pods, "toy"));
    }

    [Fact]
    public async Task An_image_changed_in_place_restarts_the_container_with_the_new_one()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod());

        await cluster.UpdateAsync(ResourceCatalog.Pods, "toy", pod => pod.Items("spec", "containers").Single()["image"] = "busybox:1.37");

        var status = cluster.Get(ResourceCatalog.Pods, "toy").Items("status", "containerStatuses").Single();
        Assert.Equal("docker.io/library/busybox:1.37", status.Text("image"));
        Assert.Equal(1, status.Count("restartCount"));
        Assert.Equal(143, status.Count("lastState", "terminated", "exitCode"));
        Assert.True(status.Flag("ready"));
    }

    [Fact]
    public async Task Containers_that_need_not_be_kept_running_end_and_the_pod_succeeds()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(
            ResourceCatalog.Pods, Examples.Pod().Replace("restartPolicy: Always", "restartPolicy: Never", StringComparison.Ordinal));

        Assert.Equal("Succeeded", pod.Text("status", "phase"));
        Assert.Equal("Completed", pod.Items("status", "containerStatuses").Single().Text("state", "terminated", "reason"));
        Assert.Equal("PodCompleted", pod.Condition("Ready").Text("reason"));
    }

    [Fact]
    public async Task A_restarted_cluster_goes_on_where_its_pods_were()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Pods, Examples.Pod());
        await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal("Pending", cluster.Get(ResourceCatalog.Pods, "toy").Text("status", "phase"));

        await cluster.StopAsync();
        cluster.Time.Advance(TimeSpan.FromHours(1));
        await cluster.StartAgainAsync();
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        var pod = cluster.Get(ResourceCatalog.Pods, "toy");
        Assert.Equal("True", pod.Condition("Ready").Text("status"));
        Assert.Equal(0, pod.Items("status", "containerStatuses").Single().Count("restartCount"));
    }

    internal static string State(JsonObject pod)
    {
        var state = pod.Items("status", "containerStatuses").FirstOrDefault().At("state") as JsonObject;
        return state?["waiting"].Text("reason") ?? state?.First().Key ?? "";
    }

    private static IEnumerable<string> Conditions(JsonObject pod) =>
        pod.Items("status", "conditions").Select(condition => $"{condition.Text("type")}={condition.Text("status")}");
}
