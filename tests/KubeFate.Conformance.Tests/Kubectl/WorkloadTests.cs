using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Kubectl;

public sealed class WorkloadTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task Rollout_status_restart_undo_and_history_follow_a_deployment()
    {
        await using var space = await StartedAsync();

        (await space.ApplyAsync(Manifests.Deployment("nginx:1.26"))).MustSucceed();
        Assert.EndsWith("deployment \"web\" successfully rolled out", await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option));
        Assert.Equal("deployment.apps/web rolled back", await space.ReadAsync("rollout", "undo", "deployment/web"));
        await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option);
        Assert.Equal("nginx:1.27", await space.ReadAsync("get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}"));
        Assert.Equal("deployment.apps/web restarted", await space.ReadAsync("rollout", "restart", "deployment/web"));
        await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option);
        var history = Printed.Table(await space.ReadAsync("rollout", "history", "deployment/web"));
        Assert.Equal(["deployment.apps/web", "REVISION CHANGE-CAUSE", "2 <none>", "3 <none>", "4 <none>"], history);
    }

    [Fact]
    public async Task Scale_changes_the_number_of_pods()
    {
        await using var space = await StartedAsync();

        Assert.Equal("deployment.apps/web scaled", await space.ReadAsync("scale", "deployment", "web", "--replicas=2"));
        await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option);
        Assert.Equal(2, (await space.ReadAsync("get", "pods", "-l", "app=web", "-o", "name")).Split('\n').Length);
        Assert.Contains("Expected replicas to be 7", await space.RefusedAsync("scale", "deployment", "web", "--replicas=1", "--current-replicas=7"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Wait_ends_when_the_condition_holds()
    {
        await using var space = await StartedAsync();

        Assert.Equal("deployment.apps/web condition met", await space.ReadAsync("wait", "--for=condition=Available", "deployment/web", HangGuard.Option));
        Assert.Contains("condition met", await space.ReadAsync("wait", "--for=condition=Ready", "pod", "-l", "app=web", HangGuard.Option));
        Assert.Equal("deployment.apps/web condition met", await space.ReadAsync("wait", "--for=jsonpath={.status.readyReplicas}=1", "deployment/web", HangGuard.Option));
        Assert.Contains("timed out", await space.RefusedAsync("wait", "--for=delete", "deployment/web", "--timeout=1s"));
    }

    [Fact]
    public async Task Tables_have_the_columns_people_know()
    {
        await using var space = await StartedAsync();
        (await space.ApplyAsync(Manifests.Service)).MustSucceed();

        Assert.Equal(["NAME READY UP-TO-DATE AVAILABLE AGE", "web 1/1 1 1 AGE"], Printed.Table(await space.ReadAsync("get", "deployment")));
        Assert.Equal("NAME READY STATUS RESTARTS AGE", Printed.Header(await space.ReadAsync("get", "pods")));
        Assert.EndsWith("1/1 Running 0 AGE", Printed.Table(await space.ReadAsync("get", "pods"))[1]);
        Assert.Equal("NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES", Printed.Header(await space.ReadAsync("get", "pods", "-o", "wide")));
        Assert.Equal("NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE", Printed.Header(await space.ReadAsync("get", "services")));
        Assert.Equal("NAME DESIRED CURRENT READY AGE", Printed.Header(await space.ReadAsync("get", "replicasets")));
        Assert.Equal("LAST SEEN TYPE REASON OBJECT MESSAGE", Printed.Header(await space.ReadAsync("get", "events")));
        Assert.StartsWith("NAME STATUS ROLES AGE VERSION", Printed.Header(await space.ReadAsync("get", "nodes")));
    }

    [Fact]
    public async Task Describe_tells_the_state_and_the_events()
    {
        await using var space = await StartedAsync();

        var deployment = Printed.Table(await space.ReadAsync("describe", "deployment", "web"));
        Assert.Contains("Replicas: 1 desired | 1 updated | 1 total | 1 available | 0 unavailable", deployment);
        Assert.Contains(deployment, line => line.Contains("ScalingReplicaSet", StringComparison.Ordinal));
        var pod = Printed.Table(await space.ReadAsync("describe", "pod", "-l", "app=web"));
        Assert.Contains("Status: Running", pod);
        Assert.Contains(pod, line => line.Contains("Successfully assigned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_are_shown_and_followed_to_the_end_of_the_pod()
    {
        await using var space = await StartedAsync();

        Assert.NotEqual("", await space.ReadAsync("logs", "deployment/web"));
        Assert.Single((await space.ReadAsync("logs", "deployment/web", "--tail=1")).Split('\n'));
        await using var following = space.StartKubectl("logs", "-f", "deployment/web");
        Assert.NotNull(await following.ReadLineAsync());
        await space.ReadAsync("delete", "pod", "-l", "app=web", HangGuard.Option);
        Assert.Equal(0, await following.EndAsync());
        Assert.Contains("container nope is not valid for pod", await space.RefusedAsync("logs", "deployment/web", "-c", "nope"));
    }

    [Fact]
    public async Task Get_with_watch_prints_changes_as_they_come()
    {
        await using var space = await StartedAsync();
        await using var watching = space.StartKubectl("get", "pods", "-w", "-o", "name");
        var first = await watching.ReadLineAsync();

        await space.ReadAsync("scale", "deployment", "web", "--replicas=2");

        var next = first;
        while (next == first) next = await watching.ReadLineAsync();
        Assert.StartsWith("pod/web-", next);
    }

    [Fact]
    public async Task A_job_completes_and_its_pods_go_with_it()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "job", "once", "--image=busybox:1.36", "--", "true");

        Assert.Equal("job.batch/once condition met", await space.ReadAsync("wait", "--for=condition=Complete", "job/once", HangGuard.Option));
        var status = await cluster.MinorAsync() >= 31 ? " STATUS" : "";
        Assert.Equal($"NAME{status} COMPLETIONS DURATION AGE", Printed.Header(await space.ReadAsync("get", "jobs")));
        Assert.StartsWith("job.batch \"once\" deleted", await space.ReadAsync("delete", "job", "once", "--cascade=foreground", HangGuard.Option));
        Assert.Equal("", await space.ReadAsync("get", "pods", "-o", "name"));
    }

    private async Task<ClusterSpace> StartedAsync()
    {
        var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.Deployment())).MustSucceed();
        Assert.Contains("successfully rolled out", await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option));
        return space;
    }
}
