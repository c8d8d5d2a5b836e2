using KubeFate.Charts.Tests.Rendering;
using KubeFate.Charts.Tests.Rules;
using KubeFate.Charts.Tests.Schemas;
using KubeFate.Charts.Tests.Server;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>Whatever release, engine and options: cluster.yaml passes its check, and what the chart makes of it is valid and whole.</summary>
public sealed class MatrixTests(StrictServer server)
{
    public static TheoryData<string> Names => [.. MatrixCases.All.Select(found => found.Name)];

    public static TheoryData<string> PlainNames => [.. MatrixCases.All.Where(found => found.Options == OptionSets.Plain).Select(found => found.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_manifest_is_valid_and_the_release_whole(string name)
    {
        var found = Find(name);
        Assert.True(found.Problems.Count == 0, string.Join("\n", found.Problems) + "\n" + found.ClusterYaml);
        var manifests = await MatrixCases.RenderAsync(found, TestContext.Current.CancellationToken);
        string[] kubernetes = found.Options.Kubernetes == "1.24.0" ? [KubernetesSchema.Oldest] : [KubernetesSchema.Oldest, KubernetesSchema.Newest];
        string[] problems =
        [
            .. kubernetes.SelectMany(release => manifests.Objects.SelectMany(KubernetesSchema.Of(release).Check).Select(problem => $"Kubernetes {release}: {problem}")),
            .. await server.CheckAsync(manifests.Objects, TestContext.Current.CancellationToken),
            .. ManifestRules.Check(new(manifests.Objects, JsonMerge.Over(OptionSets.Yaml(FateChart.FixedSecrets), found.Values))),
        ];
        Assert.True(problems.Length == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(PlainNames))]
    public async Task Older_helms_render_the_same(string name)
    {
        var newest = await MatrixCases.RenderAsync(Find(name), TestContext.Current.CancellationToken);
        foreach (var helm in new[] { Tools.Helm41, Tools.OldHelm })
        {
            var older = await MatrixCases.RenderAsync(helm, Find(name), TestContext.Current.CancellationToken);
            Assert.Equal(newest.Text, older.Text);
        }
    }

    [Theory]
    [MemberData(nameof(PlainNames))]
    public async Task Lint_is_clean_with_every_helm(string name)
    {
        var found = Find(name);
        using var folder = new TempFolder();
        string[] lint =
        [
            "lint", "--strict", FateChart.FolderOf(found.Cluster.Release.Chart), "--namespace", "fate-9999", "-f", folder.Write("values.json", found.Values.ToJsonString()),
        ];
        foreach (var helm in new[] { Tools.Helm, Tools.Helm41, Tools.OldHelm })
        {
            var result = await ToolProcess.RunAsync(helm, lint, environment: null, input: null, TestContext.Current.CancellationToken);
            Assert.Contains("0 chart(s) failed", result.MustSucceed().Output, StringComparison.Ordinal);
            Assert.DoesNotContain("WARNING", result.Output, StringComparison.Ordinal);
        }
    }

    private static MatrixCase Find(string name) => MatrixCases.All.Single(found => found.Name == name);
}
