using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

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
    public async Task A_deleted_one_stays_away_until_somebody_asks_for_it_by_name()
    {
        await using (var service = await StartAsync())
        {
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Delete, "v1/chart/" + await UuidAsync(service))).Status);
            Assert.Empty(await service.ListChartsAsync());
        }

        Bring(DemoChart.Pack(values: "replicas: 3\n"));
        await using var again = await StartAsync();
        Assert.Empty(await again.ListChartsAsync());
        Assert.Equal(200, (await again.SendAsync(HttpMethod.Get, Example)).Status);
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
        Assert.Equal(200, (await newer.SendAsync(HttpMethod.Get, Example)).Status);
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
        var service = await RunningService.StartAsync(folder, options => options with { ChartsFolder = folder.File("brought") });
        await service.SignInAsync();
        return service;
    }
}
