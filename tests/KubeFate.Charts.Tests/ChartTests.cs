using KubeFate.Charts.Tests.Rendering;
using KubeFate.Fate;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests;

/// <summary>The chart as an archive, and its data.</summary>
public sealed class ChartTests
{
    public static TheoryData<string> Helms => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task Lint_is_clean(string helm)
    {
        string[] lint = ["lint", "--strict", FateChart.Folder, "--set", "partyId=9999"];
        var result = await ToolProcess.RunAsync(helm, lint, environment: null, input: null, TestContext.Current.CancellationToken);
        Assert.Contains("0 chart(s) failed", result.MustSucceed().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task An_archive_installs_the_release_it_was_packaged_as(string release)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        string[] package = ["package", FateChart.Folder, "--version", release, "--app-version", release, "--destination", folder.Path];
        (await ToolProcess.RunAsync(Tools.Helm, package, environment: null, input: null, cancellationToken)).MustSucceed();
        string[] template = ["template", "x", folder.File($"fate-{release}.tgz"), "--set", "partyId=9999"];
        foreach (var helm in new[] { Tools.Helm, Tools.Helm41, Tools.OldHelm })
        {
            var text = (await ToolProcess.RunAsync(helm, template, environment: null, input: null, cancellationToken)).MustSucceed().Output;
            Assert.Contains($"chart: \"fate-{release}\"", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task A_releases_data_names_what_the_templates_make(string release)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var data = FateReleases.Find("fate", release)!;
        List<Manifests> engines = [];
        foreach (var engine in data.Engines) engines.Add(await FateChart.RenderAsync(Clusters.Whole(release, engine), cancellationToken));
        foreach (var module in data.Modules.Values)
        {
            Assert.NotNull(data.Components[module.Component]);
            Assert.All(module.Workloads, workload => Assert.Contains(engines, manifests => manifests.Find(workload.Kind, workload.Name) is not null));
            Assert.All(module.Services, service => Assert.Contains(engines, manifests => manifests.Find("Service", service.Name) is not null));
            Assert.All(module.Requires, required => Assert.NotNull(data.Modules[required]));
        }
    }

    [Fact]
    public async Task Only_apis_that_kubernetes_will_keep_are_used()
    {
        string[] stable = ["v1", "apps/v1", "networking.k8s.io/v1"];
        foreach (var release in new[] { "v1.8.0", "v2.0.0" })
        {
            var manifests = await FateChart.RenderAsync(
                Clusters.Of(release, "persistence: true\ningress: { client: { hosts: [{ name: a.b }] } }"),
                TestContext.Current.CancellationToken);
            Assert.All(manifests.Objects, candidate => Assert.Contains(candidate["apiVersion"]!.GetValue<string>(), stable));
        }
    }
}
