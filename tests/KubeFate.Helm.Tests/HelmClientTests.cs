using KubeFate.Testing;

namespace KubeFate.Helm.Tests;

public sealed class HelmClientTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> BothHelms => [Tools.Helm, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(BothHelms))]
    public async Task It_knows_the_version_of_helm(string program)
    {
        var version = await Client(program).GetVersionAsync(TestContext.Current.CancellationToken);

        Assert.Contains(version, new[] { new HelmVersion(4, 1, 4), new HelmVersion(3, 9, 4) });
    }

    [Theory]
    [MemberData(nameof(BothHelms))]
    public async Task A_cluster_out_of_reach_is_no_answer_about_a_release(string program)
    {
        var error = await Assert.ThrowsAsync<HelmException>(
            () => Client(program).GetStatusAsync(new ReleaseName("fate-9999", "fate"), TestContext.Current.CancellationToken));

        Assert.NotEqual(HelmFailure.ReleaseMissing, error.Code);
    }

    [Fact]
    public async Task A_missing_helm_is_named_with_its_cure()
    {
        var error = await Assert.ThrowsAsync<HelmException>(
            () => Client("helm-that-is-not-there").GetVersionAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HelmFailure.HelmMissing, error.Code);
        Assert.Contains("install helm 3.9 or newer", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private HelmClient Client(string program)
    {
        var kubeconfig = folder.Write("kubeconfig", """
            apiVersion: v1
            kind: Config
            clusters: [{ name: gone, cluster: { server: "http://127.0.0.1:1" } }]
            contexts: [{ name: gone, context: { cluster: gone } }]
            current-context: gone
            """);
        return new HelmClient(new HelmOptions { Program = program, WorkFolder = folder.File("work"), Kubeconfig = kubeconfig }, TimeProvider.System);
    }
}
