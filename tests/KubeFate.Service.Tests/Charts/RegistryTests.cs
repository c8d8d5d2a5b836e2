using KubeFate.Service.Charts;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Charts from a real OCI registry, with a password; over plain HTTP when allowed, and with TLS by a private authority.</summary>
public sealed class RegistryTests : IDisposable
{
    private const string Example = "v1/chart/valueTemplateExample/demo/v0.1.0";

    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_chart_comes_from_a_registry_with_a_password_over_plain_HTTP()
    {
        await using var registry = await StartAsync(tls: false);
        await registry.PushAsync("demo-v0.1.0.tgz", DemoChart.Pack(), TestContext.Current.CancellationToken);
        var options = new RepositoryOptions { Url = registry.Address, UserName = "jane", Password = "s3cret", PlainHttp = true };

        await PullsAsync(options);
        await FailsAsync(options, "demo/v9.9.9", 404, "chart_missing");
        await FailsAsync(options with { Password = "wrong" }, "demo/v0.2.0", 502, "forbidden");
        // TLS is not given up by itself.
        await FailsAsync(options with { PlainHttp = false }, "demo/v0.2.0", 502, "unreachable");
    }

    [Fact]
    public async Task A_chart_comes_from_a_registry_whose_certificate_a_private_authority_signed()
    {
        await using var registry = await StartAsync(tls: true);
        await registry.PushAsync("demo-v0.1.0.tgz", DemoChart.Pack(), TestContext.Current.CancellationToken);
        var options = new RepositoryOptions { Url = registry.Address, UserName = "jane", Password = "s3cret", CaFile = registry.CaFile };

        await FailsAsync(options with { CaFile = null }, "demo/v0.1.0", 502, "unreachable");
        await PullsAsync(options);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<RegistryServer> StartAsync(bool tls)
    {
        if (RegistryServer.Missing is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        return await RegistryServer.StartAsync(tls, open: false, TestContext.Current.CancellationToken);
    }

    private async Task PullsAsync(RepositoryOptions repository)
    {
        await using var service = await StartAsync(repository);
        Assert.Equal(404, (await service.SendAsync(HttpMethod.Get, Example)).Status);
        var pulled = await service.FetchAsync();
        Assert.True(pulled.Status == 200, pulled.Text);
        var answer = await service.SendAsync(HttpMethod.Get, Example);
        Assert.Equal(DemoChart.Example, answer.Json["data"]!.GetValue<string>());
        Assert.Equal(["demo v0.1.0 pulled"], await service.ChartNamesAsync());
    }

    private async Task FailsAsync(RepositoryOptions repository, string chart, int status, string code)
    {
        await using var service = await StartAsync(repository);
        var answer = await service.FetchAsync(chart.Split('/')[0], chart.Split('/')[1]);
        Assert.True((answer.Status, answer.Json["code"]!.GetValue<string>()) == (status, code), answer.Text);
        Assert.Contains("kubefate chart upload -f", answer.Text);
        Assert.DoesNotContain("s3cret", answer.Text);
    }

    private async Task<RunningService> StartAsync(RepositoryOptions repository)
    {
        var service = await RunningService.StartAsync(folder, options => options with { Repository = repository, Helm = Tools.Helm });
        await service.SignInAsync();
        return service;
    }
}
