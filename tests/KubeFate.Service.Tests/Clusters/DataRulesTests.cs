using System.Net;
using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Service.Clusters;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Charts;
using KubeFate.Service.Tests.Clusters.Replacing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>What an update would do to the data of a party.</summary>
public sealed class DataRulesTests
{
    private const string Claims = "\npython: { existingClaim: python-data }\nclient: { existingClaim: client-data }";

    [Theory]
    [InlineData("v1.8.0", "v2.0.0")]
    [InlineData("v1.11.2", "v2.2.0")]
    public void Fate_2_over_fate_1_is_refused_with_the_way(string from, string to)
    {
        var refusal = Refusal(from, to);
        Assert.Equal(("generation_differs", 409), (refusal.Code, refusal.HttpStatus));
        Assert.Contains("set archiveFate1: true in cluster.yaml", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Export the models", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.11.2", "v2.0.0", "archiveFate1: true", "persistence: true")]
    [InlineData("v2.0.0", "v2.1.1", "persistence: true", "persistence: true")]
    [InlineData("v2.1.1", "v2.2.0", "persistence: true", "persistence: true")]
    [InlineData("v1.8.0", "v1.11.2", "", "")]
    [InlineData("v1.8.0", "v1.11.2", "persistence: true", "")]
    [InlineData("v1.8.0", "v1.11.2", "persistence: true\nmysql: { existingClaim: mysql-data }" + Claims, "persistence: true")]
    [InlineData("v1.11.2", "v1.11.2", "persistence: true", "persistence: true")]
    public void What_can_be_done_in_place_is_accepted(string from, string to, string keys, string before) => DataRules.Require(Cluster(from, before), Spec(to, keys));

    [Fact]
    public void Claims_that_the_newer_release_would_not_find_are_to_be_named()
    {
        var refusal = Refusal("v1.8.0", "v1.11.2", "persistence: true", "persistence: true\nmysql: { existingClaim: of-ours }");
        Assert.Equal("claims_differ", refusal.Code);
        Assert.Contains("set mysql.existingClaim: of-ours, python.existingClaim: python-data, client.existingClaim: client-data", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mysql", Refusal("v1.8.0", "v1.11.2", "persistence: true\nmysql: { existingClaim: mysql-data }", "persistence: true").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_is_refused_changes_nothing_and_a_dry_run_tells_the_same()
    {
        await using var site = await ClusterSite.OpenAsync(charts: _ => []);
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=fast");
        foreach (var version in (string[])["v1.11.2", "v2.0.0"])
            await site.Service.MustUploadAsync(await FatePackages.PackAsync(site.Folder, version, TestContext.Current.CancellationToken));
        await site.RunAsync("POST", Body("v1.11.2", "rollsite", "Eggroll"));

        var (status, body, _) = await site.SendAsync("PUT", "v1/cluster", Body("v2.0.0", "osx", "OSX"));

        Assert.Equal((HttpStatusCode.Conflict, "generation_differs"), (status, (string?)body["code"]));
        Assert.Equal(1, (await site.ReleaseAsync()).Revision);
        var rendered = (await site.SendAsync("POST", "v1/cluster/render", Body("v2.0.0", "osx", "OSX"))).Body["data"]!;
        Assert.Contains(rendered["problems"]!.AsArray(), problem => (string?)problem!["path"] == "chartVersion" && ((string)problem["message"]!).Contains("archiveFate1: true", StringComparison.Ordinal));
    }

    private static string Body(string version, string gateway, string federation) => ClusterSite.Body(
        $"\"partyId\":9999,\"computing\":\"Eggroll\",\"federation\":\"{federation}\",\"storage\":\"Eggroll\",\"modules\":[\"{gateway}\",\"clustermanager\",\"nodemanager\",\"mysql\",\"python\"]",
        version, chart: "fate");

    [Fact]
    public void Charts_of_others_are_their_own_business() =>
        DataRules.Require(Cluster("v1.11.2", "") with { ChartName = "demo" }, Spec("v2.0.0", "") with { Release = null });

    private static ServiceException Refusal(string from, string to, string keys = "", string before = "") =>
        Assert.Throws<ServiceException>(() => DataRules.Require(Cluster(from, before), Spec(to, keys)));

    private static ClusterRecord Cluster(string release, string keys) => new()
    {
        Uuid = "6f1c",
        Name = "fate-9999",
        Namespace = "fate-9999",
        ChartName = "fate",
        ChartVersion = release,
        Values = "",
        Spec = Spec(release, keys).Values.ToJsonString(),
        Status = ClusterStatus.Running,
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static ClusterSpec Spec(string release, string keys)
    {
        var gateway = FateReleases.Find("fate", release)!.Gateway;
        var file = ClusterFile.Parse($"name: fate-9999\nnamespace: fate-9999\nchartName: fate\nchartVersion: {release}\npartyId: 9999\nmodules: [{gateway}, clustermanager, nodemanager, mysql, python, client]\n{keys}\n");
        return file.Spec ?? throw new InvalidOperationException(string.Join("\n", file.Problems.Select(problem => problem.Format("cluster.yaml"))));
    }
}
