using System.Net;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Clusters;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Charts that are not ours are uploaded, installed, updated and deleted through the service on a simulated Kubernetes.</summary>
public sealed class OfficialChartTests
{
    private const string Federated = "\"parties\":[\"a\",\"b\"],\"modules\":[\"cache\"],\"resources\":{\"limits\":{\"memory\":\"4Gi\"}}";

    public static TheoryData<string> Helms => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_chart_with_all_that_official_charts_use_lives_its_whole_life(string helm)
    {
        await using var site = await ClusterSite.OpenAsync(helm);
        await site.Service.MustUploadAsync(await OfficialCharts.FederatedAsync(site.Helm, site.Folder, Cancel));

        var refused = await site.RunAsync("POST", ClusterSite.Body(Federated + ",\"replicas\":-1", "v1.0.0", chart: "federated"));
        Assert.Equal(("Failed", "values_invalid"), ((string?)refused["status"], (string?)refused["failure"]!["code"]));
        Assert.Contains("replicas", (string?)refused["failure"]!["message"]);

        await SucceedsAsync(site, "POST", ClusterSite.Body(Federated, "v1.0.0", chart: "federated"));
        Assert.Equal("A,B|none|none|4Gi|found", await FactsAsync(site));
        Assert.Equal("cache=2 web=1", await DeploymentsAsync(site));
        Assert.Equal("1", await site.KubectlAsync("get job prepare -o jsonpath={.status.succeeded}"));
        Assert.Contains("things.example.org", await site.KubectlAsync("get crd -o name"));

        await SucceedsAsync(site, "PUT", ClusterSite.Body("""
            "parties":["a"],"modules":["tracing"],"exchange":{"ip":"10.0.0.1"},"resources":{"limits":{"memory":"8Gi"}},"replicas":2
            """.Trim(), "v1.0.0", chart: "federated"));
        Assert.Equal("A|10.0.0.1|none|8Gi|found", await FactsAsync(site));
        Assert.Equal("tracing=1 web=2", await DeploymentsAsync(site));

        await DeletesAsync(site);
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_chart_of_the_first_form_takes_cluster_yaml_as_its_values(string helm)
    {
        await using var site = await ClusterSite.OpenAsync(helm);
        await site.Service.MustUploadAsync(await OfficialCharts.FirstFormAsync(site.Helm, site.Folder, Cancel));

        await SucceedsAsync(site, "POST", ClusterSite.Body("\"replicas\":2,\"side\":{\"enabled\":true,\"size\":3}", "1.2.3", chart: "first"));
        Assert.Equal("side=3 web=2", await DeploymentsAsync(site));
        await SucceedsAsync(site, "PUT", ClusterSite.Body("\"replicas\":2,\"side\":{\"enabled\":false}", "1.2.3", chart: "first"));
        Assert.Equal("web=2", await DeploymentsAsync(site));
        await DeletesAsync(site);
    }

    [Fact]
    public async Task The_recorded_demo_chart_lives_its_whole_life_and_its_example_warns()
    {
        // The site brings a chart of that name and version; an upload takes its place.
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(DemoChart.Pack());

        var job = await SucceedsAsync(site, "POST", ClusterSite.Body("\"replicas\":[1],\"bogus\":1", "v0.1.0"), mayFail: true);
        var events = await site.Service.Http.GetStringAsync($"v1/job/{(string?)job["uuid"]}/events", Cancel);
        Assert.Contains("bogus: may be redundant: the chart\\u0027s example does not have this key", events);
        Assert.Contains("replicas: may not match the type", events);

        await SucceedsAsync(site, "POST", ClusterSite.Body("\"replicas\":1"));
        Assert.Equal("nginx:1.25", await site.KubectlAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].image}"));
        await SucceedsAsync(site, "PUT", ClusterSite.Body("\"replicas\":2"));
        Assert.Equal("2", await site.KubectlAsync("get deployment web -o jsonpath={.spec.replicas}"));
        await DeletesAsync(site);
    }

    [Fact]
    public async Task A_job_pulls_the_chart_that_is_not_at_hand()
    {
        await using var repository = await ChartServer.StartAsync();
        repository.Offer("pulled", "1.0.0", new TarBytes().File("pulled/Chart.yaml", "apiVersion: v2\nname: pulled\nversion: 1.0.0\n").File("pulled/templates/d.yaml", DemoChart.Manifests).Gzip());
        await using var site = await ClusterSite.OpenAsync(change: options => options with { Repository = new Service.Charts.RepositoryOptions { Url = repository.Address } });

        await SucceedsAsync(site, "POST", ClusterSite.Body("\"replicas\":2,\"image\":\"nginx:1\"", "1.0.0", chart: "pulled"));

        Assert.Equal("2", await site.KubectlAsync("get deployment web -o jsonpath={.spec.replicas}"));
        Assert.Contains("pulled 1.0.0 pulled", await site.Service.ChartNamesAsync());
    }

    private static async Task<JsonNode> SucceedsAsync(ClusterSite site, string method, string body, bool mayFail = false)
    {
        var job = await site.RunAsync(method, body);
        Assert.True(mayFail || (string?)job["status"] == "Success", job.ToJsonString());
        return job;
    }

    private static async Task DeletesAsync(ClusterSite site)
    {
        var uuid = (string?)(await site.StoredAsync())["uuid"];
        var (status, answer, _) = await site.SendAsync("DELETE", "v1/cluster/" + uuid);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Success", (string?)(await site.EndAsync((string)answer["data"]!["uuid"]!))["status"]);
        Assert.Equal("", await site.KubectlAsync("get deployments -o name"));
    }

    private static async Task<string> FactsAsync(ClusterSite site) =>
        await site.KubectlAsync("get configmap facts -o jsonpath={.data.parties}|{.data.exchange}|{.data.missing}|{.data.memory}|{.data.found}");

    private static async Task<string> DeploymentsAsync(ClusterSite site) => string.Join(' ', JsonNode.Parse(await site.KubectlAsync("get deployments -o json"))!["items"]!.AsArray()
        .Select(item => $"{item!["metadata"]!["name"]}={item["spec"]!["replicas"]}").Order(StringComparer.Ordinal));
}
