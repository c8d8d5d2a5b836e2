using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Helm.Tests.Charts;

/// <summary>A repository may be anybody's: it decides neither how much is read, nor for how long, nor where from.</summary>
public sealed class HostileRepositoryTests : IAsyncLifetime
{
    private const int Limit = 10 * 1024 * 1024;

    private readonly TempFolder folder = new();
    private HostileServer server = null!, foreign = null!;
    private byte[] chart = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (server, foreign) = (await HostileServer.StartAsync(Cancelled), await HostileServer.StartAsync(Cancelled));
        chart = await File.ReadAllBytesAsync(await folder.Client(Tools.Helm).PackageAsync(folder.WriteChart(), folder.File("made"), Cancelled), Cancelled);
        foreign.Bytes("/demo.tgz", chart);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await foreign.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3L * 1024 * 1024 * 1024)]
    public async Task An_archive_without_end_is_read_to_the_limit_and_no_further(long? said)
    {
        using var endless = new EndlessServer(said);
        var serving = endless.ServeAsync(Cancelled);

        var error = await FailsAsync(HelmFailure.ChartTooLarge, Demo() with { Repository = endless.Address });

        Assert.Equal("the chart demo 1.0.0 is larger than 10 MiB, and was not read any further", error.Message);
        // More than was read lies in the sockets between us.
        Assert.InRange(await serving, 0, said is null ? 2 * Limit : Limit);
    }

    [Fact]
    public async Task An_index_without_end_is_read_to_the_limit_and_no_further()
    {
        server.Answers["/charts/index.yaml"] = async context =>
        {
            while (true) await context.Response.WriteAsync(new string('#', 64 * 1024) + "\n", context.RequestAborted);
        };

        Assert.Equal("the index of the repository is larger than 32 MiB, and was not read any further", (await FailsAsync(HelmFailure.ChartTooLarge)).Message);
    }

    [Fact]
    public async Task An_answer_that_is_shorter_than_it_says_is_no_chart()
    {
        server.Index("demo.tgz");
        server.Answers["/charts/demo.tgz"] = async context =>
        {
            context.Response.ContentLength = chart.Length + 1;
            await context.Response.Body.WriteAsync(chart, context.RequestAborted);
        };

        Assert.Contains("breaks off", (await FailsAsync(HelmFailure.Unreachable)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_drips_is_left_when_the_time_is_over()
    {
        var time = new FakeTimeProvider();
        var dripping = new TaskCompletionSource();
        server.Index("demo.tgz");
        server.Answers["/charts/demo.tgz"] = async context =>
        {
            await context.Response.Body.WriteAsync(new byte[] { 0x1f }, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            dripping.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        var pull = new HelmClient(folder.Options(Tools.Helm), time).PullAsync(Demo(), Cancelled);
        await dripping.Task;

        time.Advance(TimeSpan.FromMinutes(2));

        var error = await Assert.ThrowsAsync<HelmException>(() => pull);
        Assert.Equal((HelmFailure.Timeout, $"the chart repository at {server.Address.Authority} did not deliver demo 1.0.0 within 2 minutes"), (error.Code, error.Message));
    }

    [Fact]
    public async Task An_index_leads_to_no_other_host_unless_that_is_allowed_and_then_without_the_password()
    {
        server.Index($"{foreign.Address}demo.tgz");
        var signed = Demo() with { Credentials = FakeRepository.Jane };

        var error = await FailsAsync(HelmFailure.HostForbidden, signed);
        Assert.Equal($"the index of the repository leads to {foreign.Address.Authority}, which is not the repository's own host ({server.Address.Authority}) nor one that is allowed beside it", error.Message);
        Assert.Empty(foreign.Requests);
        // Without its port a host is allowed where http and https are at home.
        await FailsAsync(HelmFailure.HostForbidden, signed with { AllowedHosts = ["127.0.0.1"] });

        Assert.Equal(chart, await PullAsync(signed with { AllowedHosts = [foreign.Address.Authority] }));
        Assert.Equal(["/demo.tgz"], foreign.Requests);
        Assert.All(server.Requests, request => Assert.StartsWith("/charts/index.yaml Basic ", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/charts/index.yaml")]
    [InlineData("/charts/demo.tgz")]
    public async Task A_redirect_leads_to_no_other_host_either(string path)
    {
        server.Index("demo.tgz");
        server.Redirect(path, $"{foreign.Address}demo.tgz");

        var error = await FailsAsync(HelmFailure.HostForbidden, Demo() with { Credentials = FakeRepository.Jane });

        Assert.StartsWith($"a redirect of {server.Address.Authority} leads to {foreign.Address.Authority}", error.Message, StringComparison.Ordinal);
        Assert.Empty(foreign.Requests);
    }

    [Fact]
    public async Task Redirects_within_the_host_are_followed_but_not_for_ever()
    {
        server.Index("demo.tgz");
        server.Redirect("/charts/demo.tgz", "/elsewhere.tgz");
        server.Bytes("/elsewhere.tgz", chart);
        Assert.Equal(chart, await PullAsync(Demo()));

        server.Redirect("/elsewhere.tgz", "/charts/demo.tgz");
        Assert.Contains("redirected more than 5 times", (await FailsAsync(HelmFailure.Unreachable)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:PORT/charts/demo.tgz", HelmFailure.HostForbidden)]
    [InlineData("http://[::1]:PORT/charts/demo.tgz", HelmFailure.HostForbidden)]
    [InlineData("http://2130706433/latest/meta-data", HelmFailure.HostForbidden)]
    [InlineData("http://169.254.169.254/latest/meta-data", HelmFailure.HostForbidden)]
    [InlineData("//metadata.internal/x.tgz", HelmFailure.HostForbidden)]
    [InlineData("http://127.0.0.1:PORT@metadata.internal/x.tgz", HelmFailure.HostForbidden)]
    [InlineData("file:///etc/passwd", HelmFailure.ChartInvalid)]
    [InlineData("ftp://127.0.0.1/x.tgz", HelmFailure.ChartInvalid)]
    [InlineData("http://", HelmFailure.ChartInvalid)]
    [InlineData("../../../etc/passwd", HelmFailure.ChartMissing)]
    [InlineData("%2e%2e/%2e%2e/etc/passwd", HelmFailure.ChartMissing)]
    [InlineData("", HelmFailure.ChartMissing)]
    public async Task An_address_that_is_none_of_a_chart_is_told(string url, HelmFailure code)
    {
        server.Index(url.Replace("PORT", $"{server.Address.Port}", StringComparison.Ordinal));

        await FailsAsync(code);
    }

    [Theory]
    [InlineData("../archives/demo.tgz", "/archives/demo.tgz")]
    [InlineData("/archives/demo.tgz", "/archives/demo.tgz")]
    [InlineData("http://0x7f.1:PORT/demo.tgz", "/demo.tgz")]
    public async Task An_address_may_lead_anywhere_on_the_own_host(string url, string path)
    {
        server.Index(url.Replace("PORT", $"{server.Address.Port}", StringComparison.Ordinal));
        server.Bytes(path, chart);

        Assert.Equal(chart, await PullAsync(Demo()));
    }

    [Theory]
    [InlineData("entries: [a\n  b\n", "the index of the chart repository is not YAML (line ")]
    [InlineData("entries: { demo: { version: 1.0.0 } }", "there is no chart demo in ")]
    [InlineData("entries: [[]]", "there is no chart demo in ")]
    [InlineData("", "there is no chart demo in ")]
    [InlineData("entries: { demo: [{ version: 1.0.0, urls: [[a], { b: c }] }, { urls: x }, y, *z] }", "there is no chart demo in ")]
    public async Task An_index_that_is_none_is_told(string index, string words)
    {
        server.Text("/charts/index.yaml", index);

        var error = await Assert.ThrowsAsync<HelmException>(() => PullAsync(Demo()));

        Assert.StartsWith(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_helm_wrote_is_read()
    {
        folder.WriteChart("demo", "1.1.0-rc.1");
        await folder.Client(Tools.Helm).PackageAsync(folder.File("demo"), folder.File("made"), Cancelled);
        (await ToolProcess.RunAsync(Tools.Helm, ["repo", "index", folder.File("made")], null, null, Cancelled)).MustSucceed();
        foreach (var file in Directory.EnumerateFiles(folder.File("made"))) server.Bytes("/charts/" + Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancelled));

        Assert.Equal("1.0.0", ChartArchive.Inspect(await PullAsync(Demo()), "it").Version);
        Assert.Equal("1.1.0-rc.1", ChartArchive.Inspect(await PullAsync(Demo() with { Version = "1.1.0-rc.1" }), "it").Version);
    }

    private PullRequest Demo() => new() { Chart = "demo", Version = "1.0.0", Repository = new Uri(server.Address, "charts") };

    // A client of its own, so that no index is kept.
    private Task<byte[]> PullAsync(PullRequest request) => folder.Client(Tools.Helm).PullAsync(request, Cancelled);

    private async Task<HelmException> FailsAsync(HelmFailure code, PullRequest? request = null)
    {
        var error = await Assert.ThrowsAsync<HelmException>(() => PullAsync(request ?? Demo()));
        Assert.True(error.Code == code, $"{error.Code}: {error.Message}");
        return error;
    }
}
