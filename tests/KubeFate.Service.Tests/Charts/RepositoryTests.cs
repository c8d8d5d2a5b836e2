using KubeFate.Service.Charts;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Charts that are not at hand come from a repository over HTTP, through the real helm.</summary>
public sealed class RepositoryTests : IDisposable
{
    private const string Example = "v1/chart/valueTemplateExample/demo/v0.1.0";

    private readonly TempFolder folder = new();

    public static TheoryData<string> Helms => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_chart_is_pulled_once_and_is_in_the_catalogue_then(string helm)
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("demo", "v0.1.0", DemoChart.Pack());
        repository.Offer("demo", "v0.2.0", DemoChart.Pack("v0.2.0"));
        await using var service = await StartAsync(new RepositoryOptions { Url = repository.Address }, helm);

        var answers = await Task.WhenAll(service.SendAsync(HttpMethod.Get, Example), service.SendAsync(HttpMethod.Get, Example));
        Assert.All(answers, answer => Assert.Equal((200, DemoChart.Example), (answer.Status, answer.Json["data"]!.GetValue<string>())));
        Assert.Equal(["demo v0.1.0 pulled"], await service.ChartNamesAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("pulls")));

        var fetched = repository.Count("/index.yaml");
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, Example)).Status);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v0.2.0")).Status);
        Assert.Equal(fetched, repository.Count("/index.yaml"));
        // Newer than the index that was kept.
        repository.Offer("demo", "v0.3.0", DemoChart.Pack("v0.3.0"));
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v0.3.0")).Status);
        Assert.Equal(fetched + 1, repository.Count("/index.yaml"));
    }

    [Fact]
    public async Task Credentials_are_sent_and_wrong_ones_told()
    {
        await using var repository = await ChartServer.StartAsync("s3cret");
        repository.Offer("demo", "v0.1.0", DemoChart.Pack());
        var options = new RepositoryOptions { Url = repository.Address, UserName = "jane", Password = "wrong", PlainHttp = true };
        await using (var service = await StartAsync(options, Tools.Helm))
        {
            var refused = await service.SendAsync(HttpMethod.Get, Example);
            Assert.Equal((502, "forbidden"), (refused.Status, refused.Json["code"]!.GetValue<string>()));
            Assert.DoesNotContain("wrong", refused.Text);
        }

        await using var signed = await StartAsync(options with { Password = "s3cret" }, Tools.Helm);
        Assert.Equal(200, (await signed.SendAsync(HttpMethod.Get, Example)).Status);
    }

    [Fact]
    public async Task What_comes_from_a_repository_is_inspected_as_an_upload_is()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("demo", "v0.1.0", DemoChart.Pack("v6.6.6"));
        repository.Offer("evil", "v0.1.0", TarBytes.Chart("apiVersion: v2\nname: evil\nversion: v0.1.0\n").Entry("demo/x", '2', [], link: "/etc/passwd").Gzip());
        await using var service = await StartAsync(new RepositoryOptions { Url = repository.Address }, Tools.Helm);

        var other = await service.SendAsync(HttpMethod.Get, Example);
        var evil = await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/evil/v0.1.0");

        Assert.Equal((502, 502), (other.Status, evil.Status));
        Assert.Contains("what came as demo v0.1.0 is demo v6.6.6", other.Text);
        Assert.Contains("no plain file", evil.Text);
        Assert.Empty(await service.ListChartsAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("pulls")));
    }

    [Fact]
    public async Task What_cannot_be_had_says_why_and_what_to_do_without_the_repository()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("demo", "v0.1.0", DemoChart.Pack());
        await using (var service = await StartAsync(new RepositoryOptions { Url = repository.Address, Name = "site" }, Tools.Helm))
        {
            var missing = await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v9.9.9");
            Assert.Equal((404, "chart_missing"), (missing.Status, missing.Json["code"]!.GetValue<string>()));
            Assert.Contains($"could not be pulled from site ({repository.Address})", missing.Text);
        }

        await using var blocked = await StartAsync(new RepositoryOptions { Url = new Uri("http://127.0.0.1:1/charts") }, Tools.Helm);
        var answer = await blocked.SendAsync(HttpMethod.Get, Example);
        Assert.Equal((502, "unreachable"), (answer.Status, answer.Json["code"]!.GetValue<string>()));
        Assert.Contains("127.0.0.1:1", answer.Text);
        Assert.Contains("or without the repository: kubefate chart upload -f demo-v0.1.0.tgz", answer.Text);
    }

    public void Dispose() => folder.Dispose();

    private async Task<RunningService> StartAsync(RepositoryOptions repository, string helm)
    {
        var service = await RunningService.StartAsync(folder, options => options with { Repository = repository, Helm = helm });
        await service.SignInAsync();
        return service;
    }
}
