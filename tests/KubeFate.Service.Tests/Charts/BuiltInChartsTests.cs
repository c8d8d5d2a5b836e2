using KubeFate.Service.Charts;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Charts;

public sealed class BuiltInChartsTests : IDisposable
{
    private const string Example = "v1/chart/valueTemplateExample/demo/v0.1.0";

    private readonly TempFolder folder = new();

    public BuiltInChartsTests() => Bring(DemoChart.Pack());

    [Fact]
    public async Task What_comes_with_the_program_is_in_the_catalogue_from_the_first_start()
    {
        folder.Write("brought/broken-v1.0.0.tgz", "no chart");
        await using var service = await StartAsync();

        Assert.Equal(["demo v0.1.0 built-in"], await service.ChartNamesAsync());
        Assert.Equal(DemoChart.Example, (await service.SendAsync(HttpMethod.Get, Example)).Json["data"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_that_is_no_chart_is_told_and_the_others_work()
    {
        Directory.CreateDirectory(folder.File("brought"));
        await File.WriteAllBytesAsync(folder.File("brought/evil-v1.0.0.tgz"), TarBytes.Chart("apiVersion: v2\nname: evil\nkeywords: [a\n  b\nversion: v1.0.0\n").Gzip(), TestContext.Current.CancellationToken);
        await using var service = await StartAsync();

        var answer = await service.SendAsync(HttpMethod.Get, "v1/chart");

        Assert.Equal(["demo v0.1.0 built-in"], await service.ChartNamesAsync());
        var problem = Assert.Single(answer.Json["problems"]!.AsArray())!;
        Assert.Equal("evil-v1.0.0.tgz", problem["path"]!.GetValue<string>());
        Assert.StartsWith("left out of the catalogue: evil-v1.0.0.tgz is not a chart: its Chart.yaml cannot be read: ", problem["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, (await service.FetchAsync()).Status);
    }

    [Fact]
    public async Task A_chart_that_is_broken_in_the_database_is_told_and_the_others_are_shown()
    {
        await using var service = await StartAsync();
        var broken = new StoredChart { Uuid = "", Name = "broken", Version = "v1.0.0", AppVersion = "", Source = "uploaded", Digest = "sha256:00", Archive = [1, 2, 3] };
        await service.Services.GetRequiredService<ChartStore>().PutAsync(broken, TestContext.Current.CancellationToken);

        var charts = (await service.ListChartsAsync()).ToDictionary(chart => chart!["name"]!.GetValue<string>());

        Assert.Null(charts["demo"]!["problem"]);
        Assert.NotEqual("", charts["demo"]!["chart"]!.GetValue<string>());
        Assert.Contains("is not a chart: it is no gzip file. Delete this chart, or upload it again", charts["broken"]!["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, $"v1/chart/{charts["broken"]!["uuid"]}")).Status);
    }

    [Fact]
    public async Task It_keeps_its_uuid_over_restarts_and_a_changed_one_replaces_it()
    {
        string first;
        await using (var service = await StartAsync()) first = await UuidAsync(service);
        await using (var service = await StartAsync()) Assert.Equal(first, await UuidAsync(service));

        Bring(DemoChart.Pack(values: "replicas: 3\n"));
        await using var newer = await StartAsync();
        Assert.NotEqual(first, await UuidAsync(newer));
        Assert.Equal("replicas: 3\n", Assert.Single(await newer.ListChartsAsync())!["values"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_deleted_one_stays_away_until_an_operator_needs_it_and_the_audit_log_tells()
    {
        await using (var service = await StartAsync())
        {
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Delete, "v1/chart/" + await UuidAsync(service))).Status);
            Assert.Empty(await service.ListChartsAsync());
        }

        Bring(DemoChart.Pack(values: "replicas: 3\n"));
        await using var again = await StartAsync();
        Assert.Empty(await again.ListChartsAsync());
        Assert.Equal(404, (await again.SendAsync(HttpMethod.Get, Example)).Status);
        Assert.Empty(await again.ListChartsAsync());
        Assert.Equal(200, (await again.FetchAsync()).Status);
        var entry = Assert.Single((await again.SendAsync(HttpMethod.Get, "v1/audit?action=chart.restore")).Json["data"]!.AsArray())!;
        Assert.Equal(("admin", "demo v0.1.0", "accepted"), (entry["username"]!.GetValue<string>(), entry["target_name"]!.GetValue<string>(), entry["outcome"]!.GetValue<string>()));
        Assert.Equal(["demo v0.1.0 built-in"], await again.ChartNamesAsync());
    }

    [Fact]
    public async Task An_upload_in_its_place_outlives_a_newer_program()
    {
        await using (var service = await StartAsync())
        {
            await service.MustUploadAsync(DemoChart.Pack(values: "replicas: 9\n"));
            Assert.Equal(["demo v0.1.0 uploaded"], await service.ChartNamesAsync());
        }

        Bring(DemoChart.Pack(values: "replicas: 3\n"));
        await using var newer = await StartAsync();
        Assert.Equal("replicas: 9\n", Assert.Single(await newer.ListChartsAsync())!["values"]!.GetValue<string>());
        // Without the upload the program's own is there for whoever asks.
        Assert.Equal(200, (await newer.SendAsync(HttpMethod.Delete, "v1/chart/" + await UuidAsync(newer))).Status);
        Assert.Equal(200, (await newer.FetchAsync()).Status);
        Assert.Equal(["demo v0.1.0 built-in"], await newer.ChartNamesAsync());
    }

    [Fact]
    public async Task Charts_that_an_earlier_service_pulled_are_taken_over_from_its_folder()
    {
        Directory.CreateDirectory(folder.File("charts"));
        await File.WriteAllBytesAsync(folder.File("charts/demo-v0.2.0.tgz"), DemoChart.Pack("v0.2.0"), TestContext.Current.CancellationToken);
        await using var service = await StartAsync();

        Assert.Equal(["demo v0.1.0 built-in", "demo v0.2.0 pulled"], await service.ChartNamesAsync());
    }

    public void Dispose() => folder.Dispose();

    private static async Task<string> UuidAsync(RunningService service) => Assert.Single(await service.ListChartsAsync("?summary=true"))!["uuid"]!.GetValue<string>();

    private void Bring(byte[] archive)
    {
        Directory.CreateDirectory(folder.File("brought"));
        File.WriteAllBytes(folder.File("brought/demo-v0.1.0.tgz"), archive);
    }

    private async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync(folder, options => options with { ChartsFolder = folder.File("brought"), Helm = Tools.Helm });
        await service.SignInAsync();
        return service;
    }
}
