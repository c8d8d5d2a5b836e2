using KubeFate.Helm;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>Updates that fail, are late or are stopped leave the cluster as it was.</summary>
public sealed class RollbackTests
{
    public static TheoryData<string> Helms => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task An_update_that_Kubernetes_refuses_is_rolled_back_and_says_why(string helm)
    {
        await using var site = await ClusterSite.OpenAsync(helm);
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));

        var job = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2,\"nodePort\":80", "v0.2.0"));

        Assert.Equal(("Failed", "values_invalid"), ((string?)job["status"], (string?)job["failure"]!["code"]));
        var message = (string)job["failure"]!["message"]!;
        Assert.Contains("NodePort 80 lies outside", message);
        Assert.EndsWith("It was rolled back: the cluster runs as before (demo v0.1.0)", message);
        await AssertAsBeforeAsync(site, helmRevision: 3);
    }

    [Fact]
    public async Task An_update_that_is_not_ready_in_time_is_rolled_back_and_keeps_what_it_waited_for()
    {
        var time = new ShortcutTime();
        await using var site = await ClusterSite.OpenAsync(time: time);
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));

        var body = ClusterSite.Body("\"replicas\":1,\"stage\":\"image-pull\"," + ClusterSite.Late);
        var job = await site.RunLateAsync("PUT", body, time, "web", "the image nginx:1.25 cannot be pulled");

        Assert.Equal(("Timeout", "timeout"), ((string?)job["status"], (string?)job["failure"]!["code"]));
        Assert.Contains("web:", (string?)job["failure"]!["message"]);
        Assert.EndsWith("It was rolled back: the cluster runs as before (demo v0.1.0)", (string?)job["failure"]!["message"]);
        Assert.Contains("image", (string?)job["sub_jobs"]!["web"]!["WaitingFor"]);
        Assert.Equal("Timeout", (string?)job["sub_jobs"]!["web"]!["Status"]);
        await AssertAsBeforeAsync(site, helmRevision: 3);
    }

    [Fact]
    public async Task The_record_keeps_the_old_spec_while_the_update_runs_and_a_stop_rolls_back()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        var (_, accepted, _) = await site.SendAsync("PUT", "v1/cluster", ClusterSite.Body("\"replicas\":2,\"stage\":\"never-ready\""));
        var uuid = (string)accepted["data"]!["uuid"]!;
        await site.StepAsync(uuid, "wait-ready", "started");

        var during = await site.StoredAsync();
        Assert.Equal(("Updating", 1, 1, 2), ((string?)during["status"], (int)during["Spec"]!["replicas"]!, (int)during["revision"]!, (int)during["helm_revision"]!));
        Assert.Equal("cluster_busy", (string?)(await site.SendAsync("PUT", "v1/cluster", ClusterSite.Body("\"replicas\":3"))).Body["code"]);
        await site.SendAsync("PUT", $"v1/job/{uuid}?jobStatus=stop");
        var job = await site.EndAsync(uuid);

        Assert.Equal(("Canceled", null), ((string?)job["status"], job["failure"]));
        Assert.Contains("Cluster rollback Success", job["states"]!.AsArray().Select(state => (string?)state));
        await AssertAsBeforeAsync(site, helmRevision: 3);
    }

    [Fact]
    public async Task An_update_that_fails_before_it_changes_anything_leaves_the_release_alone()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));

        var job = await site.RunAsync("PUT", ClusterSite.Body("\"replicas\":2", "v9.9.9"));

        Assert.Equal("chart_missing", (string?)job["failure"]!["code"]);
        Assert.EndsWith("Nothing of the cluster was changed", (string?)job["failure"]!["message"]);
        await AssertAsBeforeAsync(site, helmRevision: 1);
    }

    [Fact]
    public async Task A_rollback_that_fails_too_says_both_and_leaves_the_cluster_Failed()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        var (_, accepted, _) = await site.SendAsync("PUT", "v1/cluster", ClusterSite.Body("\"replicas\":2,\"stage\":\"never-ready\""));
        var uuid = (string)accepted["data"]!["uuid"]!;
        await site.StepAsync(uuid, "wait-ready", "started");
        // Somebody removes what the rollback needs.
        await site.Helm.UninstallAsync(new ReleaseName("demo1", "peer-a"), TestContext.Current.CancellationToken);

        var job = await site.EndAsync(uuid);

        Assert.Equal(("Failed", "workloads_gone"), ((string?)job["status"], (string?)job["failure"]!["code"]));
        Assert.Contains("Rolling it back failed too: helm keeps no revision 1", (string?)job["failure"]!["message"]);
        Assert.Equal("Failed", (string?)(await site.StoredAsync())["status"]);
    }

    private static async Task AssertAsBeforeAsync(ClusterSite site, int helmRevision)
    {
        var cluster = await site.StoredAsync();
        Assert.Equal(("Running", 1, helmRevision, "v0.1.0", 1),
            ((string?)cluster["status"], (int)cluster["revision"]!, (int)cluster["helm_revision"]!, (string?)cluster["chart_version"], (int)cluster["Spec"]!["replicas"]!));
        var release = await site.ReleaseAsync();
        Assert.Equal((helmRevision, ReleaseStatus.Deployed), (release.Revision, release.Status));
        Assert.Equal(1, (int)release.Values["replicas"]!);
        Assert.Equal("1", await site.KubectlAsync("get deployment web -o jsonpath={.status.readyReplicas}"));
    }
}
