using System.Net;
using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>Updates that work.</summary>
public sealed class UpdateTests
{
    public static TheoryData<string> Helms => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task An_update_changes_the_release_and_then_the_record(string helm)
    {
        await using var site = await ClusterSite.OpenAsync(helm);
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));

        var (status, accepted, _) = await site.SendAsync("PUT", "v1/cluster", ClusterSite.Body("\"replicas\":2", "v0.2.0"));
        Assert.Equal((HttpStatusCode.OK, "setCluster Success", "ClusterUpdate"), (status, (string?)accepted["msg"], (string?)accepted["data"]!["method"]));
        var job = await site.EndAsync((string)accepted["data"]!["uuid"]!);

        Assert.Equal("Success", (string?)job["status"]);
        Assert.Equal("Cluster update Success", (string?)job["states"]!.AsArray()[^1]);
        Assert.Equal(["db", "web"], job["sub_jobs"]!.AsObject().Select(pair => pair.Key));
        var cluster = await site.StoredAsync();
        Assert.Equal(("Running", 2, 2, "v0.2.0", 2),
            ((string?)cluster["status"], (int)cluster["revision"]!, (int)cluster["helm_revision"]!, (string?)cluster["chart_version"], (int)cluster["Spec"]!["replicas"]!));
        Assert.Equal(2, (int)JsonNode.Parse((string)cluster["values"]!)!["replicas"]!);
        var release = await site.ReleaseAsync();
        Assert.Equal((2, ReleaseStatus.Deployed), (release.Revision, release.Status));
        Assert.Equal("2", await site.KubectlAsync("get deployment web -o jsonpath={.spec.replicas}"));
    }

    [Fact]
    public async Task With_cover_an_install_of_a_running_cluster_is_an_update_and_without_it_a_refusal()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body());
        Assert.Equal(HttpStatusCode.Conflict, (await site.SendAsync("POST", "v1/cluster", ClusterSite.Body("\"replicas\":2"))).Status);

        var same = await site.RunAsync("POST", ClusterSite.Body(cover: true));
        var job = await site.RunAsync("POST", ClusterSite.Body("\"replicas\":2", "v0.2.0-rc.1", cover: true));

        Assert.Equal(("Success", "ClusterUpdate"), ((string?)same["status"], (string?)same["method"]));
        Assert.Equal(("Success", "ClusterUpdate"), ((string?)job["status"], (string?)job["method"]));
        Assert.Equal((3, "v0.2.0-rc.1"), ((int)(await site.StoredAsync())["revision"]!, (string?)(await site.StoredAsync())["chart_version"]));
        Assert.Equal("downgrade", (string?)(await site.SendAsync("POST", "v1/cluster", ClusterSite.Body(cover: true))).Body["code"]);
    }

    [Fact]
    public async Task A_failed_cluster_is_repaired_by_an_update_also_with_the_same_spec()
    {
        await using var site = await ClusterSite.OpenAsync();
        var failed = await site.RunAsync("POST", ClusterSite.Body("\"nodePort\":80"));
        Assert.Equal("Failed", (string?)failed["status"]);

        var again = await site.RunAsync("PUT", ClusterSite.Body("\"nodePort\":80"));
        Assert.Equal("Failed", (string?)again["status"]);
        Assert.Contains("nothing to go back to", (string?)again["failure"]!["message"]);
        Assert.Equal("Failed", (string?)(await site.StoredAsync())["status"]);

        var repaired = await site.RunAsync("PUT", ClusterSite.Body("\"nodePort\":30101"));
        Assert.Equal("Success", (string?)repaired["status"]);
        Assert.Equal("Running", (string?)(await site.StoredAsync())["status"]);
    }
}
