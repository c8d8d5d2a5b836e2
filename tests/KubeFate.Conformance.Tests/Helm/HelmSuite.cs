using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Helm;

/// <summary>What both helms must be able to do.</summary>
public abstract class HelmSuite(ConformanceCluster cluster)
{
    protected const string Release = "r1";

    protected abstract string Program { get; }

    protected ConformanceCluster Cluster { get; } = cluster;

    [Fact]
    public async Task Install_with_wait_ends_when_everything_is_ready()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);

        var result = (await InstallAsync(space)).MustSucceed();

        Assert.Contains("STATUS: deployed", result.Output);
        Assert.Contains("r1 says hello", result.Output);
        Assert.Equal("1/1 1 1", await space.ReadAsync(
            "get", "deployment", "r1-web", "-o", "jsonpath={.status.readyReplicas}/{.spec.replicas} {.status.availableReplicas} {.status.observedGeneration}"));
        Assert.Equal("1", await space.ReadAsync("get", "statefulset", "r1-store", "-o", "jsonpath={.status.readyReplicas}"));
        Assert.Equal("Bound", await space.ReadAsync("get", "pvc", "r1-claim", "-o", "jsonpath={.status.phase}"));
    }

    [Fact]
    public async Task A_hook_is_done_before_the_rest_begins()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);

        (await InstallAsync(space)).MustSucceed();

        Assert.Equal("1", await space.ReadAsync("get", "job", "r1-hook", "-o", "jsonpath={.status.succeeded}"));
        var hookDone = DateTimeOffset.Parse(await space.ReadAsync("get", "job", "r1-hook", "-o", "jsonpath={.status.completionTime}"));
        var began = DateTimeOffset.Parse(await space.ReadAsync("get", "deployment", "r1-web", "-o", "jsonpath={.metadata.creationTimestamp}"));
        Assert.True(hookDone <= began, $"{hookDone} is after {began}");
    }

    [Fact]
    public async Task Upgrade_changes_adds_and_removes()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space)).MustSucceed();

        (await UpgradeAsync(space, "message=bye,replicas=2,extraConfigMap=true")).MustSucceed();
        Assert.Equal("bye", await space.ReadAsync("get", "configmap", "r1-config", "-o", "jsonpath={.data.message}"));
        Assert.Equal("2", await space.ReadAsync("get", "deployment", "r1-web", "-o", "jsonpath={.status.readyReplicas}"));
        Assert.Equal("configmap/r1-extra", await space.ReadAsync("get", "configmap", "r1-extra", "-o", "name"));

        (await UpgradeAsync(space, "message=bye")).MustSucceed();
        Assert.Contains("\"r1-extra\" not found", await space.RefusedAsync("get", "configmap", "r1-extra"));
    }

    [Fact]
    public async Task Rollback_brings_the_old_state_back()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space)).MustSucceed();
        (await UpgradeAsync(space, "message=bye")).MustSucceed();

        var result = (await HelmAsync(space, "rollback", Release, "1", "--wait", HangGuard.Option)).MustSucceed();

        Assert.Contains("Rollback was a success", result.Output);
        Assert.Equal("hello", await space.ReadAsync("get", "configmap", "r1-config", "-o", "jsonpath={.data.message}"));
        var history = Printed.Table((await HelmAsync(space, "history", Release)).MustSucceed().Output);
        Assert.Equal(["1", "2", "3"], history.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.EndsWith("Rollback to 1", history[^1]);
    }

    [Fact]
    public async Task Uninstall_with_wait_leaves_nothing_of_the_release()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space)).MustSucceed();

        var result = (await HelmAsync(space, "uninstall", Release, "--wait", HangGuard.Option)).MustSucceed();

        Assert.Contains("release \"r1\" uninstalled", result.Output);
        // Before 1.24 every account of a namespace has a Secret with a token.
        var left = (await space.ReadAsync("get", "deployments,statefulsets,daemonsets,services,ingresses,secrets,roles", "-o", "name")).Split('\n');
        Assert.Empty(left.Where(name => name.Length > 0 && !name.Contains("-token-", StringComparison.Ordinal)));
        Assert.Single(Printed.Table((await HelmAsync(space, "list")).MustSucceed().Output));
        var again = await HelmAsync(space, "uninstall", Release);
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("not found", again.Error);
    }

    [Fact]
    public async Task List_status_get_and_history_tell_the_release()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space, "--set", "message=told")).MustSucceed();

        var list = Printed.Table((await HelmAsync(space, "list")).MustSucceed().Output);
        Assert.StartsWith($"{Release} {space.Name} 1 ", list[1]);
        Assert.EndsWith("deployed sample-1.0.0 1.27", list[1]);
        Assert.Contains("STATUS: deployed", (await HelmAsync(space, "status", Release)).MustSucceed().Output);
        Assert.Contains("message: told", (await HelmAsync(space, "get", "values", Release)).MustSucceed().Output);
        Assert.Contains("kind: StatefulSet", (await HelmAsync(space, "get", "manifest", Release)).MustSucceed().Output);
        Assert.Contains("Install complete", (await HelmAsync(space, "history", Release)).MustSucceed().Output);
    }

    [Fact]
    public async Task A_name_in_use_is_refused()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space)).MustSucceed();

        var again = await InstallAsync(space);

        Assert.NotEqual(0, again.ExitCode);
        Assert.Matches("cannot re-?use a name that is still in use", again.Error);
    }

    [Fact]
    public async Task Objects_of_another_release_are_refused()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "r1-config", "--from-literal=message=mine");

        var refused = await InstallAsync(space);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("invalid ownership metadata", refused.Error);
    }

    [Fact]
    public async Task A_missing_namespace_is_told()
    {
        var missing = "missing-" + Guid.NewGuid().ToString("N")[..8];

        var refused = await Cluster.RunAsync(
            Program, ["install", Release, ConformanceCluster.Chart, "--namespace", missing], null, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains($"namespaces \"{missing}\" not found", refused.Error);
    }

    [Fact]
    public async Task A_server_dry_run_changes_nothing()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);

        (await InstallAsync(space, DryRun)).MustSucceed();

        Assert.Equal("", await space.ReadAsync("get", "deployments,configmaps,secrets", "-l", "app.kubernetes.io/managed-by=Helm", "-o", "name"));
    }

    protected virtual string DryRun => "--dry-run=server";

    protected Task<ToolResult> HelmAsync(ClusterSpace space, params string[] arguments) => space.RunAsync(Program, arguments);

    protected Task<ToolResult> InstallAsync(ClusterSpace space, params string[] arguments) =>
        HelmAsync(space, ["install", Release, ConformanceCluster.Chart, "--wait", HangGuard.Option, .. arguments]);

    protected Task<ToolResult> UpgradeAsync(ClusterSpace space, string values, params string[] arguments) =>
        HelmAsync(space, ["upgrade", Release, ConformanceCluster.Chart, "--wait", HangGuard.Option, "--set", values, .. arguments]);
}
