using KubeFate.Conformance.Tests.Kubectl;
using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Policies;

/// <summary>ResourceQuotas and LimitRanges.</summary>
public sealed class QuotaTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task What_exceeds_a_quota_is_refused_with_the_amounts()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await QuotaAsync(space, "count/secrets=1,requests.cpu=1,requests.memory=1Gi,services.nodeports=1");
        await space.ReadAsync("create", "secret", "generic", "one");

        Assert.Contains(
            "secrets \"two\" is forbidden: exceeded quota: q, requested: count/secrets=1, used: count/secrets=1, limited: count/secrets=1",
            await space.RefusedAsync("create", "secret", "generic", "two"));
        await WaitUsedAsync(space, "count/secrets", "1");
        Assert.Contains(
            "pods \"big\" is forbidden: exceeded quota: q, requested: requests.cpu=1500m, used: requests.cpu=0, limited: requests.cpu=1",
            (await space.ApplyAsync(Pod("big", "{requests: {cpu: 1500m, memory: 1Gi}}"))).Error);
        Assert.Contains(
            "services \"web\" is forbidden: exceeded quota: q, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1",
            await space.RefusedAsync("create", "service", "nodeport", "web", "--tcp=80", "--tcp=81"));
    }

    [Fact]
    public async Task A_pod_that_does_not_say_what_a_quota_limits_is_refused()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await QuotaAsync(space, "requests.cpu=1,limits.memory=1Gi");

        var refused = (await space.ApplyAsync(Pod("p", "{}"))).Error;
        Assert.Contains("pods \"p\" is forbidden: failed quota: q: must specify limits.memory", refused);
        Assert.Contains("requests.cpu", refused);
    }

    [Fact]
    public async Task A_deployment_tells_why_its_pods_are_not_made()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await QuotaAsync(space, "pods=1");
        (await space.ApplyAsync(Manifests.Deployment(replicas: 2))).MustSucceed();

        await space.ReadAsync("wait", "deployment/web", "--for=condition=ReplicaFailure", HangGuard.Option);
        var message = await space.ReadAsync("get", "deployment", "web", "-o", "jsonpath={.status.conditions[?(@.type==\"ReplicaFailure\")].message}");
        Assert.StartsWith("pods \"web-", message);
        Assert.EndsWith("is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1", message);
        Assert.Contains(
            "Error creating: pods \"web-", await space.ReadAsync("get", "events", "--field-selector", "reason=FailedCreate", "-o", "jsonpath={.items[*].message}"));
        await WaitUsedAsync(space, "pods", "1");

        await space.ReadAsync("scale", "deployment", "web", "--replicas=1");
        await space.ReadAsync("wait", "deployment/web", "--for=condition=Available", HangGuard.Option);
    }

    [Fact]
    public async Task A_stateful_set_tells_it_as_an_event()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await QuotaAsync(space, "pods=0");
        (await space.ApplyAsync(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db}
            spec:
              serviceName: db
              selector: {matchLabels: {app: db}}
              template:
                metadata: {labels: {app: db}}
                spec: {containers: [{name: db, image: "nginx:1.27"}]}
            """)).MustSucceed();

        await space.UntilAsync(
            ["get", "events", "--field-selector", "reason=FailedCreate", "-o", "jsonpath={.items[*].message}"],
            told => told.Contains("create Pod db-0 in StatefulSet db failed error: pods \"db-0\" is forbidden: exceeded quota: q", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_limit_range_completes_containers_and_refuses_what_is_out_of_range()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(
            """
            apiVersion: v1
            kind: LimitRange
            metadata: {name: limits}
            spec:
              limits:
              - {type: Container, max: {cpu: "2"}, default: {cpu: "1"}, defaultRequest: {cpu: 250m}}
              - {type: PersistentVolumeClaim, max: {storage: 1Gi}}
            """)).MustSucceed();
        (await space.ApplyAsync(Pod("p", "{}"))).MustSucceed();

        Assert.Equal("1 250m", await space.ReadAsync("get", "pod", "p", "-o", "jsonpath={.spec.containers[0].resources.limits.cpu} {.spec.containers[0].resources.requests.cpu}"));
        Assert.Equal(
            "LimitRanger plugin set: cpu request for container main; cpu limit for container main",
            await space.ReadAsync("get", "pod", "p", "-o", "jsonpath={.metadata.annotations.kubernetes\\.io/limit-ranger}"));
        Assert.Contains(
            "pods \"big\" is forbidden: maximum cpu usage per Container is 2, but limit is 3", (await space.ApplyAsync(Pod("big", "{limits: {cpu: \"3\"}}"))).Error);
        Assert.Contains(
            "persistentvolumeclaims \"data\" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi",
            (await space.ApplyAsync(
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
                """)).Error);
        Assert.Contains(
            "min value 2 is greater than max value 1",
            (await space.ApplyAsync("{apiVersion: v1, kind: LimitRange, metadata: {name: odd}, spec: {limits: [{type: Pod, min: {cpu: \"2\"}, max: {cpu: \"1\"}}]}}")).Error);
    }

    internal static string Pod(string name, string resources) =>
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - {name: main, image: "nginx:1.27", resources: {{resources}}}
        """;

    // A real server refuses everything that a new quota names until it has counted what there is.
    private static async Task QuotaAsync(ClusterSpace space, string hard)
    {
        await space.ReadAsync("create", "quota", "q", "--hard=" + hard);
        await space.UntilAsync(["get", "quota", "q", "-o", "jsonpath={.status.used}"], used => used.Length > 2);
    }

    private static Task WaitUsedAsync(ClusterSpace space, string name, string amount) =>
        space.UntilAsync(["get", "quota", "q", "-o", $"jsonpath={{.status.used.{name.Replace(".", "\\.", StringComparison.Ordinal)}}}"], used => used == amount);
}
