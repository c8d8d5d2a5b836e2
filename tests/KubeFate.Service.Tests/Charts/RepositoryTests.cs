using KubeFate.Service.Charts;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Charts that are not at hand come from a repository over HTTP, through the real helm.</summary>
public sealed class RepositoryTests : IDisposable
{
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

        Assert.All(await Task.WhenAll(service.FetchAsync(), service.FetchAsync()), answer => Assert.True(answer.Status == 200, answer.Text));
        Assert.Equal(["demo v0.1.0 pulled"], await service.ChartNamesAsync());
        Assert.Equal(DemoChart.Example, (await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v0.1.0")).Json["data"]!.GetValue<string>());
        var entries = (await service.SendAsync(HttpMethod.Get, "v1/audit?action=chart.pull")).Json["data"]!.AsArray();
        Assert.All(entries, entry => Assert.Equal(("admin", "demo v0.1.0"), (entry!["username"]!.GetValue<string>(), entry["target_name"]!.GetValue<string>())));
        Assert.NotEmpty(entries);

        var fetched = repository.Count("/index.yaml");
        Assert.Equal(200, (await service.FetchAsync()).Status);
        Assert.Equal(200, (await service.FetchAsync("demo", "v0.2.0")).Status);
        Assert.Equal(fetched, repository.Count("/index.yaml"));
        // Newer than the index that was kept.
        repository.Offer("demo", "v0.3.0", DemoChart.Pack("v0.3.0"));
        Assert.Equal(200, (await service.FetchAsync("demo", "v0.3.0")).Status);
        Assert.Equal(fetched + 1, repository.Count("/index.yaml"));
    }

    [Fact]
    public async Task Reading_pulls_nothing()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("demo", "v0.1.0", DemoChart.Pack());
        await using var service = await StartAsync(new RepositoryOptions { Url = repository.Address, Name = "site" }, Tools.Helm);

        var missing = await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v0.1.0");

        Assert.Equal((404, "chart_missing"), (missing.Status, missing.Json["code"]!.GetValue<string>()));
        Assert.Contains("let an operator's install or dry run pull it from site", missing.Json["error"]!.GetValue<string>());
        Assert.Empty(repository.Requests);
        Assert.Empty(await service.ListChartsAsync());
    }

    [Fact]
    public async Task A_repository_that_leads_elsewhere_is_told_with_what_to_do()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Files["/index.yaml"] = "entries: { demo: [{ name: demo, version: v0.1.0, urls: ['http://169.254.169.254/x.tgz'] }] }"u8.ToArray();
        await using var service = await StartAsync(new RepositoryOptions { Url = repository.Address }, Tools.Helm);

        var answer = await service.FetchAsync();

        Assert.Equal((502, "host_forbidden"), (answer.Status, answer.Json["code"]!.GetValue<string>()));
        Assert.Contains("leads to 169.254.169.254, which is not the repository's own host", answer.Json["error"]!.GetValue<string>());
        Assert.Contains("allow it with FATECLOUD_REPO_HOSTS", answer.Text);
        Assert.Equal("failed", (await service.SendAsync(HttpMethod.Get, "v1/audit?action=chart.pull")).Json["data"]![0]!["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Credentials_are_sent_and_wrong_ones_told()
    {
        await using var repository = await ChartServer.StartAsync("s3cret");
        repository.Offer("demo", "v0.1.0", DemoChart.Pack());
        var options = new RepositoryOptions { Url = repository.Address, UserName = "jane", Password = "wrong", PlainHttp = true };
        await using (var service = await StartAsync(options, Tools.Helm))
        {
            var refused = await service.FetchAsync();
            Assert.Equal((502, "forbidden"), (refused.Status, refused.Json["code"]!.GetValue<string>()));
            Assert.DoesNotContain("wrong", refused.Text);
        }

        await using var signed = await StartAsync(options with { Password = "s3cret" }, Tools.Helm);
        Assert.Equal(200, (await signed.FetchAsync()).Status);
    }

    [Fact]
    public async Task What_comes_from_a_repository_is_inspected_as_an_upload_is()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("demo", "v0.1.0", DemoChart.Pack("v6.6.6"));
        repository.Offer("evil", "v0.1.0", TarBytes.Chart("apiVersion: v2\nname: evil\nversion: v0.1.0\n").Entry("demo/x", '2', [], link: "/etc/passwd").Gzip());
        await using var service = await StartAsync(new RepositoryOptions { Url = repository.Address }, Tools.Helm);

        var other = await service.FetchAsync();
        var evil = await service.FetchAsync("evil", "v0.1.0");

        Assert.Equal((502, 502), (other.Status, evil.Status));
        Assert.Contains("what came as demo v0.1.0 is demo v6.6.6", other.Text);
        Assert.Contains("no plain file", evil.Text);
        Assert.Empty(await service.ListChartsAsync());
    }

    [Fact]
    public async Task What_cannot_be_had_says_why_and_what_to_do_without_the_repository()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("demo", "v0.1.0", DemoChart.Pack());
        await using (var service = await StartAsync(new RepositoryOptions { Url = repository.Address, Name = "site" }, Tools.Helm))
        {
            var missing = await service.FetchAsync("demo", "v9.9.9");
            Assert.Equal((404, "chart_missing"), (missing.Status, missing.Json["code"]!.GetValue<string>()));
            Assert.Contains($"could not be pulled from site ({repository.Address})", missing.Text);
        }

        await using var blocked = await StartAsync(new RepositoryOptions { Url = new Uri("http://127.0.0.1:1/charts") }, Tools.Helm);
        var answer = await blocked.FetchAsync();
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
