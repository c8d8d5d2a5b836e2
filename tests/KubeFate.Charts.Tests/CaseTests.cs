using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests;

/// <summary>
/// Cases/&lt;case&gt;/cluster.yaml renders to Cases/&lt;case&gt;/manifests.yaml. After a wanted change run the tests once with
/// KUBEFATE_ACCEPT_CASES=1 and read the difference in git.
/// </summary>
public sealed class CaseTests
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Cases");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_renders_as_it_was_accepted(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Path.Combine(Folder, name);
        var clusterYaml = await File.ReadAllTextAsync(Path.Combine(folder, "cluster.yaml"), cancellationToken);
        var manifests = await FateChart.RenderAsync(clusterYaml, cancellationToken);
        var actual = ReadableText.Of(manifests.Text);

        var accepted = Path.Combine(folder, "manifests.yaml");
        if (Environment.GetEnvironmentVariable("KUBEFATE_ACCEPT_CASES") is "1")
        {
            await File.WriteAllTextAsync(accepted, actual, cancellationToken);
        }

        Assert.True(File.Exists(accepted), accepted + " is missing: run once with KUBEFATE_ACCEPT_CASES=1");
        Assert.Equal(await File.ReadAllTextAsync(accepted, cancellationToken), actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_oldest_helm_renders_the_same(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var clusterYaml = await File.ReadAllTextAsync(Path.Combine(Folder, name, "cluster.yaml"), cancellationToken);
        var ours = await FateChart.RunAsync(Tools.Helm, clusterYaml, [], cancellationToken);
        var oldest = await FateChart.RunAsync(Tools.OldHelm, clusterYaml, [], cancellationToken);
        Assert.Equal(ours.MustSucceed().Output, oldest.MustSucceed().Output);
    }
}
