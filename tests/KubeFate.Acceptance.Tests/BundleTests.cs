using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>From a site that reaches the internet into one that does not.</summary>
public sealed class BundleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_carried_into_a_closed_site_with_its_chart_and_images()
    {
        if (RegistryServer.Missing is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        await using var registry = await RegistryServer.StartAsync(tls: false, open: true, Cancel);
        await using var outside = await Site.OpenAsync("fast");
        var spec = outside.Spec("party-9999/cluster.yaml", ("registry: \"\"", $"registry: {registry.Host}/fate"));
        var bundle = outside.Folder.File("bundle.tgz");
        JsonNode images;
        await using (var service = await outside.StartServiceAsync())
        {
            images = JsonNode.Parse((await outside.RunAsync(service, "chart", "images", "-f", spec, "-o", "json")).MustSucceed().Output)!["images"]!;
            (await outside.RunAsync(service, "bundle", "save", "-f", spec, "--out", bundle)).MustSucceed();
        }

        Assert.Contains(images.AsArray(), image => (string)image!["image"]! == $"{registry.Host}/fate/mysql:8.0.28" && (string)image["source"]! == "mysql:8.0.28");

        await using var closed = await Site.OpenAsync("fast", "fate-9999");
        closed.Environment["FATECLOUD_CHARTS_DIR"] = Directory.CreateDirectory(closed.Folder.File("no-charts")).FullName;
        await using var inside = await closed.StartServiceAsync();
        string[] verify = ["bundle", "verify", bundle, "--registry", $"{registry.Host}/fate", "--plain-http", "--service"];
        var lacking = await closed.RunAsync(inside, verify);
        Assert.Equal(6, lacking.ExitCode);
        Assert.Contains("chart fate/v1.8.0 is missing", lacking.Error);
        Assert.All(images.AsArray(), image => Assert.Contains($"image {image!["image"]} is missing", lacking.Error));

        Assert.Contains("uploaded", (await closed.RunAsync(inside, "bundle", "load", bundle, "--specs", closed.Folder.File("clusters"))).MustSucceed().Output);
        foreach (var image in images.AsArray().Select(image => (string)image!["image"]!))
            await registry.PushImageAsync(image[(image.IndexOf('/', StringComparison.Ordinal) + 1)..image.LastIndexOf(':')], image[(image.LastIndexOf(':') + 1)..], Cancel);
        (await closed.RunAsync(inside, verify)).MustSucceed();
        (await closed.RunAsync(inside, "cluster", "install", "-f", closed.Folder.File("clusters/fate-9999/fate-9999.yaml"), "--wait")).MustSucceed();
    }
}
