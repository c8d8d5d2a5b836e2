using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>Somebody scaled a workload with kubectl: an update does not change that unasked, says whose it is, and leaves nothing broken.</summary>
public sealed class FieldOwnerTests
{
    private const string Owners = "Deployment peer-a/web: .spec.replicas was set by kubectl (scale) to another value; take that change back, or use --force to set ours. "
        + "It was rolled back: the cluster runs as before (demo v0.1.0)";

    public static TheoryData<string> HelmsOfFour => [Tools.Helm, Tools.Helm41];

    [Theory]
    [MemberData(nameof(HelmsOfFour))]
    public async Task An_update_that_meets_another_owner_leaves_the_cluster_running_and_works_with_force(string helm)
    {
        await using var site = await ScaledAsync(helm);

        var refused = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2,\"image\":\"nginx:1.26\""));
        Assert.Equal(("Failed", "resource_conflict", Owners), Failure(refused));
        Assert.Equal(("Running", "3", "nginx:1.25"), await StandsAsync(site));

        var again = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2,\"image\":\"nginx:1.26\""));
        Assert.Equal(("Failed", "resource_conflict", Owners), Failure(again));
        Assert.Equal(("Running", "3", "nginx:1.25"), await StandsAsync(site));

        var forced = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2,\"image\":\"nginx:1.26\"", force: true));
        Assert.Equal("Success", (string?)forced["status"]);
        Assert.Equal(("Running", "2", "nginx:1.26"), await StandsAsync(site));
        Assert.Equal(ReleaseStatus.Deployed, (await site.ReleaseAsync()).Status);
    }

    [Fact]
    public async Task The_way_back_forces_what_the_update_changed_and_others_changed_since()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        var (_, accepted, _) = await site.SendAsync("PUT", "v1/cluster", ClusterSite.Body("\"replicas\":2,\"stage\":\"never-ready\""));
        var uuid = (string)accepted["data"]!["uuid"]!;
        await site.ModuleAsync(uuid, "web");
        await site.KubectlAsync("scale deployment web --replicas=3");

        await site.SendAsync("PUT", $"v1/job/{uuid}?jobStatus=stop");

        Assert.Equal("Canceled", (string?)(await site.EndAsync(uuid))["status"]);
        Assert.Equal(("Running", "1", "nginx:1.25"), await StandsAsync(site));
    }

    [Fact]
    public async Task Cover_takes_the_fields_over_with_force_also_when_nothing_else_changes()
    {
        await using var site = await ScaledAsync(Tools.Helm);

        var covered = await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1", cover: true, force: true));
        Assert.Equal(("Success", "ClusterUpdate"), ((string?)covered["status"], (string?)covered["method"]));
        Assert.Equal("1", (await StandsAsync(site)).Replicas);

        await site.KubectlAsync("scale deployment web --replicas=3");
        var updated = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":1", force: true));
        Assert.Equal("Success", (string?)updated["status"]);
        Assert.Equal("1", (await StandsAsync(site)).Replicas);
    }

    [Fact]
    public async Task A_dry_run_says_whose_fields_they_are_and_with_force_that_nothing_is_in_the_way()
    {
        await using var site = await ScaledAsync(Tools.Helm);

        var refused = (await site.SendAsync("POST", "v1/cluster/render", ClusterSite.Body("\"replicas\":2"))).Body["data"]!["problems"]!.AsArray();
        var forced = (await site.SendAsync("POST", "v1/cluster/render", ClusterSite.Body("\"replicas\":2", force: true))).Body["data"]!["problems"]!.AsArray();

        Assert.Contains("spec.replicas (kubectl)", Assert.Single(refused, problem => (string?)problem!["severity"] == "error")!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(forced, problem => (string?)problem!["severity"] == "error");
    }

    [Fact]
    public async Task What_a_refused_update_had_made_is_removed_unless_it_is_of_another_release()
    {
        await using var site = await ScaledAsync(Tools.Helm);

        var first = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2,\"extra\":\"first\""));
        Assert.Equal("resource_conflict", (string?)first["failure"]!["code"]);
        Assert.DoesNotContain("configmap/first", await site.KubectlAsync("get configmaps -o name"), StringComparison.Ordinal);

        await site.KubectlAsync("create configmap first");
        var second = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2,\"extra\":\"second\""));
        Assert.Equal("resource_conflict", (string?)second["failure"]!["code"]);
        Assert.Contains("configmap/first", await site.KubectlAsync("get configmaps -o name"), StringComparison.Ordinal);
        Assert.DoesNotContain("configmap/second", await site.KubectlAsync("get configmaps -o name"), StringComparison.Ordinal);
    }

    private static async Task<ClusterSite> ScaledAsync(string helm)
    {
        var site = await ClusterSite.OpenAsync(helm);
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        await site.KubectlAsync("scale deployment web --replicas=3");
        return site;
    }

    private static (string? Status, string? Code, string? Message) Failure(JsonNode job) =>
        ((string?)job["status"], (string?)job["failure"]!["code"], (string?)job["failure"]!["message"]);

    private static async Task<(string? Status, string Replicas, string Image)> StandsAsync(ClusterSite site) => (
        (string?)(await site.StoredAsync())["status"],
        await site.KubectlAsync("get deployment web -o jsonpath={.spec.replicas}"),
        await site.KubectlAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].image}"));
}
