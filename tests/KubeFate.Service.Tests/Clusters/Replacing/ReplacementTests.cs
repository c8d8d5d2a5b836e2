using System.Text.Json.Nodes;
using KubeFate.Testing;
using static KubeFate.Service.Tests.Clusters.Replacing.ShapesChart;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>What Kubernetes does not let change is made anew in recorded steps, and what keeps data stays.</summary>
public sealed class ReplacementTests
{
    private static readonly string Other = Database.Replace("\"serviceName\":\"db\"", "\"serviceName\":\"other\"", StringComparison.Ordinal);

    public static TheoryData<string> Helms => [Tools.Helm, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_stateful_set_whose_fields_cannot_change_is_made_anew_over_the_same_claims(string helm)
    {
        await using var site = await OpenAsync(helm, Database, ServiceOf("ClusterIP"));
        var (set, pod, claim) = await UidsAsync(site);

        var job = await site.RunAsync("PUT", Body(Other, ServiceOf("ClusterIP")));

        Assert.Equal("Success", (string?)job["status"]);
        var now = await UidsAsync(site);
        Assert.Equal((true, true, claim), (now.Set != set, now.Pod != pod, now.Claim));
        Assert.Equal("other", await site.KubectlAsync("get statefulset db -o jsonpath={.spec.serviceName}"));
        var events = await EventsAsync(site, job);
        Assert.Contains("StatefulSet db is deleted and made anew, because Kubernetes does not let it change (spec); its pods stop meanwhile, their claims and data stay", events, StringComparison.Ordinal);
        Assert.DoesNotContain("Service db", events, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_headless_service_becomes_one_on_the_nodes_and_back(string helm)
    {
        await using var site = await OpenAsync(helm, Database, ServiceOf("headless"));
        Assert.Equal("Success", (string?)(await site.RunAsync("PUT", Body(Database, ServiceOf("NodePort", 30306))))["status"]);
        Assert.Equal("NodePort:30306", await site.KubectlAsync("get service db -o jsonpath={.spec.type}:{.spec.ports[0].nodePort}"));
        Assert.Equal("Success", (string?)(await site.RunAsync("PUT", Body(Database, ServiceOf("headless"))))["status"]);
        Assert.Equal("None", await site.KubectlAsync("get service db -o jsonpath={.spec.clusterIP}"));
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task An_update_that_fails_after_that_goes_back_to_what_there_was(string helm)
    {
        var time = new ShortcutTime();
        await using var site = await OpenAsync(helm, time, Database, ServiceOf("headless"));
        var claim = (await UidsAsync(site)).Claim;

        var job = await site.RunLateAsync("PUT", LateBody(Other, ServiceOf("NodePort", 30306)), time, "db", "");

        Assert.Equal("Timeout", (string?)job["status"]);
        await AssertAsBeforeAsync(site, claim);
    }

    [Fact]
    public async Task An_update_that_helm_refuses_after_that_goes_back_to_what_there_was()
    {
        await using var site = await OpenAsync(Tools.Helm, Database, ServiceOf("headless"));
        var claim = (await UidsAsync(site)).Claim;

        var job = await site.RunAsync("PUT", Body(Other, ServiceOf("NodePort", 80)));

        Assert.EndsWith("It was rolled back: the cluster runs as before (shapes v1.0.0)", (string?)job["failure"]!["message"]);
        await AssertAsBeforeAsync(site, claim);
    }

    [Fact]
    public async Task What_keeps_data_and_cannot_change_is_refused_before_anything_changes()
    {
        await using var site = await OpenAsync(Tools.Helm, Database, ServiceOf("headless"), Claim);
        var (set, pod, _) = await UidsAsync(site);

        var job = await site.RunAsync("PUT", Body(Other, ServiceOf("NodePort", 30306), Claim.Replace("ReadWriteOnce", "ReadWriteMany", StringComparison.Ordinal)));

        Assert.Equal("update_refused", (string?)job["failure"]!["code"]);
        Assert.Contains("nothing was changed, because Kubernetes would refuse it: PersistentVolumeClaim shared: spec", (string?)job["failure"]!["message"]);
        var now = await UidsAsync(site);
        Assert.Equal((set, pod, 1), (now.Set, now.Pod, (await site.ReleaseAsync()).Revision));
    }

    [Fact]
    public async Task Claims_that_would_go_with_their_stateful_set_are_not_risked()
    {
        var retention = Database.Replace("\"serviceName\"", "\"persistentVolumeClaimRetentionPolicy\":{\"whenDeleted\":\"Delete\"},\"serviceName\"", StringComparison.Ordinal);
        await using var site = await OpenAsync(Tools.Helm, retention, ServiceOf("headless"));

        var job = await site.RunAsync("PUT", Body(Other, ServiceOf("headless")));

        Assert.Contains("its claims would be deleted with it. Keep them first: kubectl patch statefulset db", (string?)job["failure"]!["message"]);
        Assert.Equal(1, (await site.ReleaseAsync()).Revision);
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_claim_that_the_new_chart_lacks_is_kept(string helm)
    {
        await using var site = await OpenAsync(helm, Database, Claim);

        var job = await site.RunAsync("PUT", Body(Database));

        Assert.Equal("Success", (string?)job["status"]);
        Assert.Contains("the claim shared is kept", await EventsAsync(site, job), StringComparison.Ordinal);
        Assert.Equal("shared", await site.KubectlAsync("get persistentvolumeclaim shared -o jsonpath={.metadata.name}"));
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_node_port_moves_to_a_service_of_another_name(string helm)
    {
        await using var site = await OpenAsync(helm, Database, ServiceOf("NodePort", 30306));

        var job = await site.RunAsync("PUT", Body(Database, Named("gateway")));

        Assert.Equal("Success", (string?)job["status"]);
        Assert.Contains("its node port 30306 goes to Service gateway", await EventsAsync(site, job), StringComparison.Ordinal);
        Assert.Equal("gateway:30306", await site.KubectlAsync("get services -o jsonpath={.items[*].metadata.name}:{.items[*].spec.ports[0].nodePort}"));
    }

    [Fact]
    public async Task A_node_port_that_moved_is_back_after_a_rollback()
    {
        var time = new ShortcutTime();
        await using var site = await OpenAsync(Tools.Helm, time, Database, ServiceOf("NodePort", 30306));

        var job = await site.RunLateAsync("PUT", LateBody(Database, Named("gateway")), time, "db", "");

        Assert.Contains("It was rolled back", (string?)job["failure"]!["message"]);
        Assert.Equal("db:30306", await site.KubectlAsync("get services -o jsonpath={.items[*].metadata.name}:{.items[*].spec.ports[0].nodePort}"));
    }

    [Fact]
    public async Task A_port_that_somebody_elses_service_has_stays_with_it()
    {
        await using var site = await OpenAsync(Tools.Helm, Database, ServiceOf("NodePort", 30306));
        await site.KubectlAsync("create service nodeport theirs --tcp=80 --node-port=30307");

        var job = await site.RunAsync("PUT", Body(Database, ServiceOf("NodePort", 30307)));

        Assert.Equal("port_in_use", (string?)job["failure"]!["code"]);
        Assert.Equal("30307", await site.KubectlAsync("get service theirs -o jsonpath={.spec.ports[0].nodePort}"));
    }

    private static string Named(string name) => ServiceOf("NodePort", 30306).Replace("\"name\":\"db\"", $"\"name\":\"{name}\"", StringComparison.Ordinal);

    private static Task<ClusterSite> OpenAsync(string helm, params string[] objects) => OpenAsync(helm, null, objects);

    private static async Task<ClusterSite> OpenAsync(string helm, TimeProvider? time, params string[] objects)
    {
        var site = await ClusterSite.OpenAsync(helm, charts: folder => [ShapesChart.Write(folder)], time: time);
        var job = await site.RunAsync("POST", Body(objects));
        Assert.True((string?)job["status"] == "Success", job.ToJsonString());
        return site;
    }

    private static async Task<(string Set, string Pod, string Claim)> UidsAsync(ClusterSite site) =>
        (await UidAsync(site, "statefulset db"), await UidAsync(site, "pod db-0"), await UidAsync(site, "persistentvolumeclaim data-db-0"));

    private static Task<string> UidAsync(ClusterSite site, string what) => site.KubectlAsync($"get {what} -o jsonpath={{.metadata.uid}}");

    private static Task<string> EventsAsync(ClusterSite site, JsonNode job) => site.Service.Http.GetStringAsync($"v1/job/{job["uuid"]}/events", TestContext.Current.CancellationToken);

    private static async Task AssertAsBeforeAsync(ClusterSite site, string claim)
    {
        Assert.Equal("db", await site.KubectlAsync("get statefulset db -o jsonpath={.spec.serviceName}"));
        Assert.Equal("1", await site.KubectlAsync("get statefulset db -o jsonpath={.status.readyReplicas}"));
        Assert.Equal("None", await site.KubectlAsync("get service db -o jsonpath={.spec.clusterIP}"));
        Assert.Equal(claim, (await UidsAsync(site)).Claim);
        Assert.Equal("Running", (string?)(await site.StoredAsync())["status"]);
    }
}
