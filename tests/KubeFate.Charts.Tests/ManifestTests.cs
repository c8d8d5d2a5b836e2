using KubeFate.Charts.Tests.Rendering;
using KubeFate.Charts.Tests.Rules;
using KubeFate.Charts.Tests.Schemas;

namespace KubeFate.Charts.Tests;

/// <summary>What the chart makes of each case is valid for the oldest and the newest Kubernetes, and whole in itself.</summary>
public sealed class ManifestTests
{
    [Theory]
    [MemberData(nameof(CaseTests.Names), MemberType = typeof(CaseTests))]
    public async Task Every_manifest_is_valid_and_the_release_whole(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var clusterYaml = await File.ReadAllTextAsync(Path.Combine(CaseTests.Folder, name, "cluster.yaml"), cancellationToken);
        var manifests = await FateChart.RenderAsync(clusterYaml, cancellationToken);
        string[] problems =
        [
            .. manifests.Objects.SelectMany(KubernetesSchema.Of(KubernetesSchema.Oldest).Check),
            .. manifests.Objects.SelectMany(KubernetesSchema.Of(KubernetesSchema.Newest).Check),
            .. ManifestRules.Check(new(manifests.Objects, YamlDocuments.Read(clusterYaml))),
        ];
        Assert.True(problems.Length == 0, string.Join("\n", problems));
    }
}
