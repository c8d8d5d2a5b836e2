using System.Text.Json.Nodes;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Charts;

public sealed class PullTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private FakeRepository repository = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var archive = await folder.Client(Tools.Helm).PackageAsync(folder.WriteChart(), folder.File("made"), Cancelled);
        repository = await FakeRepository.StartAsync(archive, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_chart_comes_from_a_repository(string program)
    {
        Assert.Equal("demo", ChartArchive.Inspect(await folder.Client(program).PullAsync(From("public"), Cancelled), "it").Name);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task Credentials_open_a_repository_and_without_them_it_says_so(string program)
    {
        var client = folder.Client(program);

        var error = await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(From("private"), Cancelled));
        var archive = await client.PullAsync(From("private") with { Credentials = FakeRepository.Jane }, Cancelled);

        Assert.Equal(HelmFailure.Forbidden, error.Code);
        Assert.Contains("wants a user name and password", error.Message, StringComparison.Ordinal);
        Assert.Equal("demo", ChartArchive.Inspect(archive, "it").Name);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task What_is_not_in_the_repository_is_missing(string program)
    {
        var client = folder.Client(program);

        var version = await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(From("public") with { Version = "9.0.0" }, Cancelled));
        var name = await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(From("public") with { Chart = "other" }, Cancelled));
        var index = await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(From("nowhere"), Cancelled));

        Assert.All([version, name, index], error => Assert.Equal(HelmFailure.ChartMissing, error.Code));
        Assert.StartsWith($"there is no chart demo in {repository.Address}public 9.0.0", version.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere/index.yaml is not there (404)", index.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_repository_that_nobody_serves_is_out_of_reach(string program)
    {
        var request = From("public") with { Repository = new Uri("http://127.0.0.1:1/charts") };

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(program).PullAsync(request, Cancelled));

        Assert.Equal(HelmFailure.Unreachable, error.Code);
        Assert.StartsWith("the chart repository at 127.0.0.1:1 cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_chart_comes_from_a_registry(string program)
    {
        var client = folder.Client(program);

        var error = await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(Registry(program, "1.0.0") with { Credentials = null }, Cancelled));
        var missing = await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(Registry(program, "2.0.0"), Cancelled));
        var archive = await client.PullAsync(Registry(program, "1.0.0"), Cancelled);

        Assert.Equal((HelmFailure.Forbidden, HelmFailure.ChartMissing), (error.Code, missing.Code));
        Assert.Equal("demo", ChartArchive.Inspect(archive, "it").Name);
    }

    [Fact]
    public async Task Helm_3_9_cannot_be_told_to_speak_plain_http_with_a_registry()
    {
        var error = await Assert.ThrowsAsync<HelmException>(
            () => folder.Client(Tools.OldHelm).PullAsync(Registry(Tools.Helm, "1.0.0"), Cancelled));

        Assert.Equal((HelmFailure.HelmTooOld, "helm v3.9.4 cannot speak plain HTTP with a registry: use helm v3.13.0 or newer"), (error.Code, error.Message));
    }

    [Fact]
    public async Task A_password_is_in_no_argument_and_leaves_no_file()
    {
        var fake = await FakeHelm.WriteAsync(folder, "exit 1", cancellationToken: Cancelled);
        var client = folder.Client(fake.Program);

        await Assert.ThrowsAsync<HelmException>(() => client.PullAsync(Registry(Tools.OldHelm, "1.0.0"), Cancelled));

        Assert.Single(fake.Calls);
        Assert.DoesNotContain(fake.Calls, call => call.Contains("s3cret", StringComparison.Ordinal) || call.Contains("jane", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("work/runs")));
        Assert.Equal("jane", FakeRepository.Jane.ToString());
    }

    [Theory]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    [InlineData("registry-1.docker.io", "https://index.docker.io/v1/")]
    [InlineData("harbor.site:8443", "harbor.site:8443")]
    public async Task Credentials_stand_where_helm_looks_them_up(string registry, string key)
    {
        var kept = folder.File("seen.json");
        var fake = await FakeHelm.WriteAsync(folder, $"for each in \"$@\"; do if [ \"$before\" = --registry-config ]; then cp \"$each\" '{kept}'; fi; before=$each; done; exit 1", cancellationToken: Cancelled);
        var request = new PullRequest { Chart = $"oci://{registry}/charts/demo", Version = "1.0.0", Credentials = FakeRepository.Jane };

        await Assert.ThrowsAsync<HelmException>(() => folder.Client(fake.Program).PullAsync(request, Cancelled));

        var auths = JsonNode.Parse(await File.ReadAllTextAsync(kept, Cancelled))!["auths"]!.AsObject();
        Assert.Equal(key, Assert.Single(auths).Key);
    }

    private PullRequest From(string path) => new() { Chart = "demo", Version = "1.0.0", Repository = new Uri(repository.Address, path) };

    /// <summary>Helm 3.9 speaks plain HTTP with the loopback address by itself.</summary>
    private PullRequest Registry(string program, string version) => new()
    {
        Chart = $"oci://{repository.Address.Authority}/charts/demo",
        Version = version,
        Credentials = FakeRepository.Jane,
        PlainHttp = program != Tools.OldHelm,
    };
}
