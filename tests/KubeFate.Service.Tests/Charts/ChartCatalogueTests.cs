using KubeFate.Client.Charts;
using KubeFate.Service.Charts;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>From the database to the file that helm reads.</summary>
public sealed class ChartCatalogueTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_goes_on_elsewhere_finds_the_very_chart_it_began_with()
    {
        await using var service = await RunningService.StartAsync(folder);
        var catalogue = service.Services.GetRequiredService<ChartCatalogue>();
        var store = service.Services.GetRequiredService<ChartStore>();
        var archive = DemoChart.Pack();
        await store.PutAsync(ChartDraft.Of(archive, ChartSource.Uploaded, "x"), Cancel);
        var digest = (await catalogue.RequireAsync("demo", "v0.1.0", Cancel)).Digest;
        // Replaced while the job ran, and the next worker has another disk.
        await store.PutAsync(ChartDraft.Of(DemoChart.Pack(values: "replicas: 5\n"), ChartSource.Uploaded, "x"), Cancel);
        File.Delete(await catalogue.OpenAsync(digest, Cancel));

        var path = await catalogue.OpenAsync(digest, Cancel);

        Assert.Equal(archive, await File.ReadAllBytesAsync(path, Cancel));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal("/a/path/of/an/earlier/version.tgz", await catalogue.OpenAsync("/a/path/of/an/earlier/version.tgz", Cancel));
        var gone = await Assert.ThrowsAsync<ServiceException>(() => catalogue.OpenAsync("sha256:00", Cancel));
        Assert.Equal("chart_missing", gone.Code);
        Assert.Empty(await catalogue.CompareAsync("sha256:00", """{"name":"a","namespace":"b","chartName":"demo","chartVersion":"v0.1.0","bogus":1}""", Cancel));
        Assert.Single(await catalogue.CompareAsync(digest, """{"name":"a","namespace":"b","chartName":"demo","chartVersion":"v0.1.0","bogus":1}""", Cancel));
    }

    [Fact]
    public async Task Files_that_nobody_used_for_an_hour_make_room()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var files = new ArchiveFiles(new ServiceOptions { DataFolder = folder.Path, Database = new DatabaseOptions(), ChartsFolder = folder.Path }, time);
        for (var i = 0; i < ArchiveFiles.MostFiles + 3; i++) await files.WriteAsync($"sha256:{i:x64}", [1], Cancel);
        Assert.Equal(ArchiveFiles.MostFiles + 3, Directory.GetFiles(folder.File("archives")).Length);

        time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull(files.Find($"sha256:{0:x64}"));
        await files.WriteAsync($"sha256:{999:x64}", [1], Cancel);

        Assert.Equal(ArchiveFiles.MostFiles, Directory.GetFiles(folder.File("archives")).Length);
        Assert.NotNull(files.Find($"sha256:{0:x64}"));
        Assert.NotNull(files.Find($"sha256:{999:x64}"));
    }

    public void Dispose() => folder.Dispose();
}
