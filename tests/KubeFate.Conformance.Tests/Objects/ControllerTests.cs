using KubeFate.Simulator.Tests.Patching;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>What controllers, scheduler and kubelet write, where clients depend on it.</summary>
public sealed class ControllerTests(ConformanceCluster cluster)
{
    // A pod that does not end by itself on any cluster, since it finds no node.
    private const string Endless =
        """{ spec: { restartPolicy: Never, nodeSelector: { nowhere: "yes" }, containers: [{ name: c, image: "busybox:1.36", command: [sleep, "600"] }] } }""";

    private const string Pod = """{ metadata: { labels: { a: b } }, spec: { terminationGracePeriodSeconds: 1, containers: [{ name: c, image: "nginx:1.27" }] } }""";

    [Fact]
    public async Task The_schedulers_events_have_one_time_and_no_count()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        await AddAsync(client, space, "v1", "Pod", $"{{ metadata: {{ name: p }}, spec: {{ containers: [{{ name: c, image: 'nginx:1.27' }}] }} }}");

        var told = await client.FirstAsync(
            $"/api/v1/namespaces/{space.Name}/events", item => item["reason"]?.ToString() == "Scheduled" && item["involvedObject"]!["name"]!.ToString() == "p");

        Assert.Equal("default-scheduler", told["reportingComponent"]?.ToString());
        Assert.Equal("Binding", told["action"]?.ToString());
        Assert.NotNull(told["eventTime"]);
        Assert.Equal((null, null, null), (told["firstTimestamp"], told["lastTimestamp"], told["count"]));
        Assert.Equal("{}", told["source"]?.ToJsonString());
    }

    [Fact]
    public async Task A_pod_whose_claim_is_not_bound_is_unschedulable()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        await AddAsync(
            client, space, "v1", "PersistentVolumeClaim",
            $"{{ metadata: {{ name: d }}, spec: {{ storageClassName: none-{space.Name}, accessModes: [ReadWriteOnce], resources: {{ requests: {{ storage: 1Gi }} }} }} }}");
        await AddAsync(
            client, space, "v1", "Pod",
            "{ metadata: { name: p }, spec: { containers: [{ name: c, image: 'nginx:1.27' }], volumes: [{ name: d, persistentVolumeClaim: { claimName: d } }] } }");

        var pod = await client.FirstAsync(
            $"/api/v1/namespaces/{space.Name}/pods", item => item["status"]?["conditions"]?.AsArray().Any(one => one!["reason"]?.ToString() == "Unschedulable") == true);

        Assert.Contains("pod has unbound immediate PersistentVolumeClaims", pod["status"]!["conditions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_set_that_is_updated_by_hand_stays_of_its_first_revision()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var path = await AddAsync(
            client, space, "apps/v1", "StatefulSet",
            $"{{ metadata: {{ name: s }}, spec: {{ serviceName: s, updateStrategy: {{ type: OnDelete }}, selector: {{ matchLabels: {{ a: b }} }}, template: {Pod} }} }}");
        await client.AwaitAsync(path, item => item["status"]?["readyReplicas"]?.ToString() == "1");
        await client.SendAsync(HttpMethod.Patch, path, TestYaml.Object("spec: { template: { metadata: { labels: { c: d } } } }"), "application/merge-patch+json");
        await client.AwaitAsync(path, item => item["status"]!["updateRevision"]?.ToString() != item["status"]!["currentRevision"]?.ToString());

        await client.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{space.Name}/pods/s-0");
        await client.AwaitAsync(path, item => item["status"]!["updatedReplicas"]?.ToString() == "1" && item["status"]!["readyReplicas"]?.ToString() == "1");

        var status = (await client.SendAsync(HttpMethod.Get, path)).Body!["status"]!;
        Assert.NotEqual(status["updateRevision"]!.ToString(), status["currentRevision"]!.ToString());
    }

    [Fact]
    public async Task A_job_that_is_late_has_failed_with_its_pod()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var path = await AddAsync(client, space, "batch/v1", "Job", $"{{ metadata: {{ name: j }}, spec: {{ activeDeadlineSeconds: 1, template: {Endless} }} }}");

        await client.AwaitAsync(path, item => item["status"]?["conditions"]?.AsArray().Any(one => one!["type"]!.ToString() == "Failed") == true);

        var status = (await client.SendAsync(HttpMethod.Get, path)).Body!["status"]!;
        Assert.Equal(("1", null), (status["failed"]?.ToString(), status["active"]));
        Assert.True(status["terminating"]?.ToString() is null or "0", status.ToJsonString());
        Assert.Contains("DeadlineExceeded", status["conditions"]!.ToJsonString());
    }

    [Fact]
    public async Task Endpoints_written_by_hand_become_a_slice()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        await AddAsync(client, space, "v1", "Service", "{ metadata: { name: outside }, spec: { ports: [{ port: 3306 }] } }");
        await AddAsync(client, space, "v1", "Endpoints", "{ metadata: { name: outside }, subsets: [{ addresses: [{ ip: 192.0.2.7 }], ports: [{ port: 3306 }] }] }");

        var slice = await client.FirstAsync(
            $"/apis/discovery.k8s.io/v1/namespaces/{space.Name}/endpointslices",
            item => item["metadata"]!["labels"]!["endpointslice.kubernetes.io/managed-by"]!.ToString() == "endpointslicemirroring-controller.k8s.io");

        Assert.Equal("outside", slice["metadata"]!["labels"]!["kubernetes.io/service-name"]!.ToString());
        Assert.Equal("192.0.2.7", slice["endpoints"]![0]!["addresses"]![0]!.ToString());
        Assert.Equal("3306", slice["ports"]![0]!["port"]!.ToString());
    }

    [Fact]
    public async Task An_ingress_gets_the_default_class_and_one_of_an_unknown_class_no_address()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var path = await AddAsync(
            client, space, "networking.k8s.io/v1", "Ingress",
            $"{{ metadata: {{ name: i }}, spec: {{ ingressClassName: nope-{space.Name}, defaultBackend: {{ service: {{ name: w, port: {{ number: 80 }} }} }} }} }}");
        var known = await AddAsync(
            client, space, "networking.k8s.io/v1", "IngressClass",
            $"{{ metadata: {{ name: class-{space.Name}, annotations: {{ ingressclass.kubernetes.io/is-default-class: 'true' }} }}, spec: {{ controller: example.com/none }} }}");
        try
        {
            var own = await AddAsync(
                client, space, "networking.k8s.io/v1", "Ingress", "{ metadata: { name: d }, spec: { defaultBackend: { service: { name: w, port: { number: 80 } } } } }");
            Assert.Equal("class-" + space.Name, (await client.SendAsync(HttpMethod.Get, own)).Text("spec", "ingressClassName"));
        }
        finally
        {
            await client.SendAsync(HttpMethod.Delete, known);
        }

        Assert.Equal("""{"loadBalancer":{}}""", (await client.SendAsync(HttpMethod.Get, path)).Body!["status"]!.ToJsonString());
    }

    [Fact]
    public async Task The_pods_of_a_workload_ask_for_their_limits()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        await AddAsync(
            client, space, "apps/v1", "Deployment",
            "{ metadata: { name: d }, spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: "
            + "[{ name: c, image: 'nginx:1.27', resources: { limits: { cpu: 10m, memory: 8Mi } } }] } } } }");

        var pod = await client.FirstAsync($"/api/v1/namespaces/{space.Name}/pods", item => item["status"]?["qosClass"] is not null);

        Assert.Equal("""{"cpu":"10m","memory":"8Mi"}""", pod["spec"]!["containers"]![0]!["resources"]!["requests"]!.ToJsonString());
        Assert.Equal("Guaranteed", pod["status"]!["qosClass"]!.ToString());
    }

    [Fact]
    public async Task A_job_is_made_from_a_cron_job()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        await AddAsync(
            client, space, "batch/v1", "CronJob",
            "{ metadata: { name: c }, spec: { schedule: '@yearly', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: c, image: 'busybox:1.36', "
            + "readinessProbe: { tcpSocket: { port: 80 } }, volumeMounts: [{ name: v, mountPath: /v }], envFrom: [{ secretRef: { name: s, optional: true } }] }], "
            + "volumes: [{ name: v, emptyDir: {} }] } } } } } }");

        Assert.Equal("job.batch/once created", await space.ReadAsync("create", "job", "once", "--from=cronjob/c"));

        var spec = (await client.SendAsync(HttpMethod.Get, $"/apis/batch/v1/namespaces/{space.Name}/jobs/once")).Body!["spec"]!["template"]!["spec"]!;
        Assert.Equal("{}", spec["volumes"]![0]!["emptyDir"]!.ToJsonString());
        Assert.Equal("80", spec["containers"]![0]!["readinessProbe"]!["tcpSocket"]!["port"]!.ToString());
    }

    private static async Task<string> AddAsync(ApiClient client, ClusterSpace space, string apiVersion, string kind, string yaml)
    {
        var item = TestYaml.Object(yaml);
        (item["apiVersion"], item["kind"]) = (apiVersion, kind);
        var collection = await client.CollectionAsync(item, space.Name);
        var answer = await client.SendAsync(HttpMethod.Post, collection, item);
        Assert.True(answer.Code == 201, answer.ToString());
        return $"{collection}/{item["metadata"]!["name"]}";
    }
}
