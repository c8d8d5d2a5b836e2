using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Helm;

/// <summary>helm 4: server-side apply, protobuf release records, watching waits.</summary>
public abstract class Helm4Suite(ConformanceCluster cluster) : HelmSuite(cluster)
{
    [Fact]
    public async Task A_field_that_someone_else_has_taken_is_a_conflict_until_forced()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space)).MustSucceed();
        await space.ReadAsync("scale", "deployment", "r1-web", "--replicas=3");

        var refused = await UpgradeAsync(space, "replicas=2");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("conflict with \"kubectl\" with subresource \"scale\" using apps/v1: .spec.replicas", refused.Error);

        (await UpgradeAsync(space, "replicas=2", "--force-conflicts")).MustSucceed();
        Assert.Equal("2", await space.ReadAsync("get", "deployment", "r1-web", "-o", "jsonpath={.spec.replicas}"));
    }

    [Fact]
    public async Task A_release_of_helm_3_can_be_upgraded()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.RunAsync(Tools.OldHelm, ["install", Release, ConformanceCluster.Chart, "--wait"])).MustSucceed();

        (await UpgradeAsync(space, "message=four")).MustSucceed();

        Assert.Equal("four", await space.ReadAsync("get", "configmap", "r1-config", "-o", "jsonpath={.data.message}"));
    }

    [Theory]
    [InlineData("--server-side=true")]
    [InlineData("--server-side=false")]
    public async Task A_release_can_change_the_way_it_is_applied(string way)
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await InstallAsync(space, way == "--server-side=true" ? "--server-side=false" : "--server-side=true")).MustSucceed();

        (await UpgradeAsync(space, "message=other", way)).MustSucceed();

        Assert.Equal("other", await space.ReadAsync("get", "configmap", "r1-config", "-o", "jsonpath={.data.message}"));
    }

    [Fact]
    public async Task An_unknown_field_is_refused()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);

        var refused = await InstallAsync(space, "--set", "unknownField=true");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("field not declared in schema", refused.Error);
    }

    [Fact]
    public async Task Install_makes_the_namespace_when_told_to()
    {
        var name = "conformance-" + Guid.NewGuid().ToString("N")[..8];
        await using var space = new ClusterSpace(Cluster, name);

        (await InstallAsync(space, "--create-namespace")).MustSucceed();

        Assert.Equal("Active", await space.ReadAsync("get", "namespace", name, "-o", "jsonpath={.status.phase}"));
    }
}
