using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Charts;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>What users' files and charts hold that helm is particular about, through the whole service.</summary>
public sealed class UsersFilesTests
{
    [Fact]
    public async Task A_character_beyond_the_BMP_reaches_Kubernetes()
    {
        await using var site = await ClusterSite.OpenAsync();
        var job = await site.RunAsync("POST", ClusterSite.Body("\"password\":\"p😀\""));
        Assert.Equal("Success", (string?)job["status"]);
        Assert.Equal("p😀", (string?)(await site.ReleaseAsync()).Values["password"]);
        var secret = await site.KubectlAsync("get secret web-secret -o jsonpath={.data.password}");
        Assert.Equal("p😀", Encoding.UTF8.GetString(Convert.FromBase64String(secret)));
    }

    [Fact]
    public async Task A_chart_packed_on_Windows_is_uploaded_and_installed()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(new TarBytes().File("win\\Chart.yaml", TarBytes.ChartYaml.Replace("demo", "win", StringComparison.Ordinal))
            .File("win\\templates\\map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-windows}\n").Gzip());
        Assert.Equal("Success", (string?)(await site.RunAsync("POST", ClusterSite.Body(chart: "win")))["status"]);
        Assert.Contains("from-windows", await site.KubectlAsync("get configmap -o name"));
    }

    [Fact]
    public async Task Nothing_for_a_chart_in_the_chart_is_a_problem_of_that_key()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(new TarBytes().File("up/Chart.yaml", TarBytes.ChartYaml.Replace("demo", "up", StringComparison.Ordinal))
            .File("up/charts/sub/Chart.yaml", TarBytes.ChartYaml.Replace("demo", "sub", StringComparison.Ordinal)).File("up/charts/sub/values.yaml", "x: 1\n").Gzip());
        var problem = Assert.Single(await ProblemsAsync(site, ClusterSite.Body("\"sub\":null", chart: "up")), problem => (string?)problem["severity"] == "error");
        Assert.Equal("sub", (string?)problem["path"]);
        Assert.Contains("it needs a mapping", (string)problem["message"]!);
    }

    [Fact]
    public async Task An_image_that_is_known_to_be_gone_is_named_with_what_became_of_it()
    {
        await using var site = await ClusterSite.OpenAsync();
        foreach (var image in (string[])["bitnami/web:1.0", "docker.io/bitnami/web:1.0", "bitnamilegacy/web:1.0"])
        {
            var problems = await ProblemsAsync(site, ClusterSite.Body($"\"image\":\"{image}\""));
            Assert.Contains(problems, problem => ((string)problem["message"]!).StartsWith($"the image {image} may not be there: Bitnami", StringComparison.Ordinal));
        }

        foreach (var image in (string[])["registry.example/bitnami/web:1.0", "bitnamix/web:1.0"])
            Assert.DoesNotContain(await ProblemsAsync(site, ClusterSite.Body($"\"image\":\"{image}\"")), problem => ((string)problem["message"]!).Contains("Bitnami", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_with_an_uploaded_chart_names_the_images_that_are_gone()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(new TarBytes().File("old/Chart.yaml", TarBytes.ChartYaml.Replace("demo", "old", StringComparison.Ordinal))
            .File("old/values.yaml", "zookeeper: {image: bitnami/zookeeper:3.7.0}\nmirror: registry.example/bitnami/redis:7\n")
            .File("old/templates/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n").Gzip());
        var job = await site.RunAsync("POST", ClusterSite.Body(chart: "old"));
        var events = await site.Service.Http.GetStringAsync($"v1/job/{job["uuid"]}/events", TestContext.Current.CancellationToken);
        Assert.Contains("the image bitnami/zookeeper:3.7.0 may not be there", events);
        Assert.DoesNotContain("bitnami/redis", events);
    }

    [Fact]
    public async Task A_release_that_is_nowhere_is_answered_with_one_that_can_stand_in_and_where_the_originals_are()
    {
        await using var site = await ClusterSite.OpenAsync();
        var problem = Assert.Single(await ProblemsAsync(site, ClusterSite.Body("\"partyId\":9999", "v1.9.2", chart: "fate")), problem => (string?)problem["path"] == "chartVersion");
        Assert.Contains("Write chartVersion: v1.11.2, the nearest that keeps the keys of v1.9.2", (string)problem["message"]!);
        Assert.Contains("https://federatedai.github.io/KubeFATE/", (string)problem["message"]!);

        await site.Service.MustUploadAsync(new TarBytes().File("fate/Chart.yaml", "apiVersion: v2\nname: fate\nversion: v1.9.2\n").Gzip());
        Assert.DoesNotContain(await ProblemsAsync(site, ClusterSite.Body("\"partyId\":9999", "v1.9.2", chart: "fate")), told => (string?)told["path"] == "chartVersion");
    }

    private static async Task<List<JsonNode>> ProblemsAsync(ClusterSite site, string body) =>
        [.. (await site.SendAsync("POST", "v1/cluster/render", body)).Body["data"]!["problems"]!.AsArray().OfType<JsonNode>()];
}
