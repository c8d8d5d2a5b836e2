using System.Text.Json.Nodes;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Charts;

public sealed class ChartCommandsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_chart_is_rendered_with_the_values_given(string program)
    {
        var manifests = await folder.Client(program).TemplateAsync(Request(new() { ["text"] = "hello \"there\"" }), Cancelled);

        Assert.Contains("name: fate-map, namespace: ns", manifests, StringComparison.Ordinal);
        Assert.Contains("text: \"hello \\\"there\\\"\"", manifests, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_null_takes_the_charts_default_away(string program)
    {
        var manifests = await folder.Client(program).TemplateAsync(Request(new() { ["text"] = null }), Cancelled);

        Assert.Contains("text: \"none\"", manifests, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task Values_against_the_charts_schema_are_told_by_key(string program)
    {
        var request = Request(new() { ["text"] = "x", ["modules"] = new JsonArray("a", 1) });
        folder.Write("demo/values.schema.json", """{"properties":{"modules":{"items":{"type":"string"}}}}""");

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(program).TemplateAsync(request, Cancelled));

        Assert.Equal(HelmFailure.ValuesInvalid, error.Code);
        Assert.Contains("modules[1]: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_chart_whose_dependencies_lie_in_it_renders_with_them_and_one_that_lacks_them_says_so(string program)
    {
        folder.WriteChart("dep");
        var request = Request([]);
        folder.Write("demo/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 1.0.0\ndependencies: [{ name: dep, version: 1.0.0, repository: 'file://../dep' }]\n");
        var client = folder.Client(program);

        var error = await Assert.ThrowsAsync<HelmException>(() => client.TemplateAsync(request, Cancelled));
        await client.PackageAsync(folder.File("dep"), folder.File("demo/charts"), Cancelled);
        var manifests = await client.TemplateAsync(request, Cancelled);

        Assert.Equal((HelmFailure.ChartInvalid, "the chart lacks its dependencies dep: run `helm dependency build` on it and package it again"), (error.Code, error.Message));
        Assert.Contains("demo/charts/dep/templates/map.yaml", manifests, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_sound_chart_lints_without_errors(string program)
    {
        var report = await folder.Client(program).LintAsync(folder.WriteChart(), null, Cancelled);

        Assert.False(report.HasErrors);
        Assert.Contains(new LintMessage(LintSeverity.Info, "Chart.yaml", "icon is recommended"), report.Messages);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_broken_chart_is_told_by_the_report_not_by_an_exception(string program)
    {
        var chart = folder.WriteChart();
        folder.Write("demo/templates/bad.yaml", "a: {{ nofunction }}\n");

        var report = await folder.Client(program).LintAsync(chart, new() { ["text"] = "x" }, Cancelled);

        Assert.True(report.HasErrors);
        Assert.Contains(report.Messages, message => message.Severity == LintSeverity.Error && message.Text.Contains("nofunction", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_folder_that_is_no_chart_is_told_too(string program)
    {
        Directory.CreateDirectory(folder.File("empty"));

        var report = await folder.Client(program).LintAsync(folder.File("empty"), null, Cancelled);

        Assert.True(report.HasErrors);
        await Assert.ThrowsAsync<HelmException>(() => folder.Client(program).LintAsync(folder.File("nowhere"), null, Cancelled));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_chart_folder_becomes_an_archive_that_says_the_same(string program)
    {
        var archive = await folder.Client(program).PackageAsync(folder.WriteChart(version: "v1.8.0"), folder.File("out/charts"), Cancelled);

        Assert.Equal(folder.File("out/charts/demo-v1.8.0.tgz"), archive);
        var chart = await ChartArchive.ReadAsync(archive, Cancelled);
        Assert.Equal(("demo", "v1.8.0", "8"), (chart.Name, chart.Version, chart.AppVersion));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task What_is_no_chart_is_missing_or_invalid(string program)
    {
        var client = folder.Client(program);
        var missing = await Assert.ThrowsAsync<HelmException>(() => client.InstallAsync(Request([]) with { Chart = folder.File("nope.tgz") }, Cancelled));
        var text = await Assert.ThrowsAsync<HelmException>(() => client.TemplateAsync(Request([]) with { Chart = folder.Write("text.tgz", "hello") }, Cancelled));
        Directory.CreateDirectory(folder.File("empty"));
        var empty = await Assert.ThrowsAsync<HelmException>(() => client.TemplateAsync(Request([]) with { Chart = folder.File("empty") }, Cancelled));

        Assert.Equal((HelmFailure.ChartMissing, HelmFailure.ChartInvalid, HelmFailure.ChartInvalid), (missing.Code, text.Code, empty.Code));
    }

    public void Dispose() => folder.Dispose();

    private ReleaseRequest Request(JsonObject values) => new() { Release = new("fate", "ns"), Chart = folder.WriteChart(), Values = values };
}
