using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Helm;

/// <summary>helm 3.9.4, the oldest we support: client-side apply, JSON only, polling waits.</summary>
public sealed class Helm3Tests(ConformanceCluster cluster) : HelmSuite(cluster)
{
    protected override string Program => Tools.OldHelm;

    protected override string DryRun => "--dry-run";

    [Fact]
    public async Task A_release_of_helm_4_can_be_upgraded()
    {
        await using var space = await Cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.RunAsync(Tools.Helm, ["install", Release, ConformanceCluster.Chart, "--wait"])).MustSucceed();

        (await UpgradeAsync(space, "message=three")).MustSucceed();

        Assert.Equal("three", await space.ReadAsync("get", "configmap", "r1-config", "-o", "jsonpath={.data.message}"));
    }
}
