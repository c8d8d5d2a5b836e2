namespace KubeFate.Cli.Tests.Bundles;

/// <summary><c>bundle load</c>, and <c>verify</c> without a registry.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task A_chart_that_the_site_lacks_is_uploaded_as_it_is()
    {
        using var run = BundleSite.Open("harbor.site/fate/a:1 < a:1");
        await BundleSite.SaveAsync(run);
        BundleSite.Catalogue(run, ("v0.9.0", "sha256:00"));
        run.Service.Json("POST /v1/chart", """{"data":{"helmUUID":"new-uuid"},"msg":"CreateChart Success"}""");
        var before = run.Output.Length;
        Assert.True(await run.RunAsync("bundle", "load", "bundle.tgz", "--specs", "out/clusters") == 0, run.Error);
        Assert.Equal("CHART\tVERSION\tSTATE\ndemo \tv1.0.0 \tuploaded\n", run.Output[before..]);
        Assert.Contains("kubefate bundle images bundle.tgz --with skopeo", run.Error);
        Assert.Single(run.Service.Requests, request => request is { Method: "POST", Path: "/v1/chart" } && request.Body.Contains("demo-v1.0.0.tgz", StringComparison.Ordinal));
        Assert.StartsWith("# demo-b\n", await File.ReadAllTextAsync(run.Folder.File("out/clusters/party-a/demo-b.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("bundle", "load", "bundle.tgz", "--specs", "out/clusters"));
    }

    [Fact]
    public async Task What_is_there_already_is_left_alone()
    {
        using var same = BundleSite.Open();
        await BundleSite.SaveAsync(same);
        BundleSite.Catalogue(same, ("v1.0.0", BundleSite.Digest));
        Assert.Equal(0, await same.RunAsync("bundle", "load", "bundle.tgz"));
        Assert.Contains("there already", same.Output);
        Assert.Equal(0, await same.RunAsync("bundle", "verify", "bundle.tgz", "--service"));

        using var other = BundleSite.Open();
        await BundleSite.SaveAsync(other);
        BundleSite.Catalogue(other, ("v1.0.0", "sha256:00"));
        Assert.Equal(0, await other.RunAsync("bundle", "load", "bundle.tgz"));
        Assert.Contains("another is there", other.Output);
        Assert.Contains("demo v1.0.0 is there with another content (built-in, sha256:00) and is left alone", other.Error);
        Assert.DoesNotContain(other.Service.Requests.Concat(same.Service.Requests), request => request is { Method: "POST", Path: "/v1/chart" });
    }

    [Fact]
    public async Task Verify_needs_no_service_and_names_a_chart_that_it_lacks_when_asked()
    {
        using var run = BundleSite.Open("a:1 < a:1");
        await BundleSite.SaveAsync(run);
        run.Service.Requests.Clear();
        Assert.Equal(0, await run.RunAsync("bundle", "verify", "bundle.tgz"));
        Assert.Empty(run.Service.Requests);
        Assert.Contains("file\tcharts/demo-v1.0.0.tgz", run.Output);

        BundleSite.Catalogue(run);
        Assert.Equal(ExitCode.NotFound, await run.RunAsync("bundle", "verify", "bundle.tgz", "--service"));
        Assert.Contains("chart demo/v1.0.0 is missing\n", run.Error);
    }
}
