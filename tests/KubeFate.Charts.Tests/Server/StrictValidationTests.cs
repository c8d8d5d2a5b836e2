using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Server;

/// <summary>An API server that refuses unknown fields, wrong types and doubled keys takes every manifest.</summary>
public sealed class StrictValidationTests
{
    [Theory]
    [MemberData(nameof(CaseTests.Names), MemberType = typeof(CaseTests))]
    public async Task Every_manifest_passes_strict_validation(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var clusterYaml = await File.ReadAllTextAsync(Path.Combine(CaseTests.Folder, name, "cluster.yaml"), cancellationToken);
        var manifests = await FateChart.RenderAsync(clusterYaml, cancellationToken);

        await using var cluster = await SimulatedCluster.StartAsync(cancellationToken);
        string[] apply =
        [
            "apply", "--dry-run=server", "--validate=strict", "-n", SimulatedCluster.Namespace,
            "-f", cluster.Write("manifests.yaml", manifests.Text),
        ];
        var result = (await cluster.RunAsync(Tools.Kubectl, apply, cancellationToken)).MustSucceed();
        Assert.Equal(manifests.Objects.Count, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
