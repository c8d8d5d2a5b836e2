using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Values;

/// <summary>What becomes of the modules in Kubernetes: names, labels, order, placement, doors.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public async Task FATE_1_8_has_the_workloads_that_it_is_known_by()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0"), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["client", "clustermanager", "mysql", "nodemanager-0", "nodemanager-1", "python", "rollsite"],
            manifests.Workloads.Select(Manifests.Name).Order());
        Assert.All(manifests.Workloads, workload => Assert.Equal("Deployment", Manifests.Kind(workload)));
        Assert.NotNull(manifests.Container("python", "fateboard"));
    }

    [Fact]
    public async Task FATE_2_0_has_the_workloads_that_it_is_known_by()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v2.0.0"), TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "Deployment clustermanager", "Deployment fateboard", "Deployment osx",
                "StatefulSet client", "StatefulSet mysql", "StatefulSet nodemanager", "StatefulSet python",
            ],
            manifests.Workloads.Select(workload => Manifests.Kind(workload) + " " + Manifests.Name(workload)).Order());
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Every_object_carries_the_labels_that_clients_select_by(string release)
    {
        const string Everything = "persistence: true\ningress: { client: { hosts: [{ name: a.b }] } }";
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, Everything), TestContext.Current.CancellationToken);
        Assert.All(manifests.Objects, candidate =>
        {
            var labels = candidate["metadata"]!["labels"]!;
            Assert.Equal(("fate-9999", "9999", "kubefate", "fate"), (Label("name"), Label("partyId"), Label("owner"), Label("cluster")));
            Assert.NotEmpty(Label("fateMoudle"));
            string Label(string name) => labels[name]!.GetValue<string>();
        });
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Selectors_hold_only_labels_that_never_change_and_their_pods_carry_them(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        Assert.All(manifests.Workloads, workload =>
        {
            var selector = workload["spec"]!["selector"]!["matchLabels"]!.AsObject();
            var labels = workload["spec"]!["template"]!["metadata"]!["labels"]!;
            // The original's own three: a Deployment that one of its charts made keeps its selector, which nothing can change.
            Assert.Equal(["fateMoudle", "name", "partyId"], selector.Select(label => label.Key).Order());
            Assert.All(selector, label => Assert.Equal(label.Value!.GetValue<string>(), labels[label.Key]!.GetValue<string>()));
        });
        var pods = manifests.Workloads
            .Select(workload => workload["spec"]!["template"]!["metadata"]!["labels"]!["fateMoudle"]!.GetValue<string>())
            .ToHashSet();
        Assert.All(
            manifests.Objects.Where(candidate => Manifests.Kind(candidate) == "Service"),
            service => Assert.Contains(service["spec"]!["selector"]!["fateMoudle"]!.GetValue<string>(), pods));
    }

    [Theory]
    [InlineData("v1.8.0", "rollsite")]
    [InlineData("v2.0.0", "osx")]
    public async Task Nothing_starts_before_what_it_needs(string release, string gateway)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        Assert.NotNull(manifests.Container("clustermanager", "wait-for-mysql"));
        Assert.NotNull(manifests.Container("clustermanager", "prepare-database"));
        Assert.NotNull(manifests.Container("python", "wait-for-mysql"));
        Assert.NotNull(manifests.Container("python", "wait-for-clustermanager"));
        Assert.NotNull(manifests.Container(gateway, "wait-for-clustermanager"));
        var nodes = manifests.Workloads.Select(Manifests.Name).Where(name => name.StartsWith("nodemanager", StringComparison.Ordinal));
        Assert.All(nodes, node => Assert.NotNull(manifests.Container(node, "wait-for-clustermanager")));
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Every_server_is_probed_from_its_first_second(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var servers = manifests.Workloads
            .SelectMany(workload => workload["spec"]!["template"]!["spec"]!["containers"]!.AsArray())
            .Where(container => container!["ports"] is not null)
            .ToList();
        Assert.NotEmpty(servers);
        string[] probes = ["startupProbe", "readinessProbe", "livenessProbe"];
        Assert.All(servers, container => Assert.All(probes, probe => Assert.NotNull(container![probe])));
    }

    [Theory]
    [InlineData("v1.8.0", "eggroll.session.processors.per.node", "nodemanager: { sessionProcessorsPerNode: 8 }", "clustermanager")]
    [InlineData("v2.0.0", "log_level", "python: { logLevel: DEBUG }", "python")]
    public async Task A_changed_file_replaces_the_pods_that_read_it(string release, string what, string keys, string workload)
    {
        var before = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var after = await FateChart.RenderAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken);
        Assert.True(Checksum(before, workload) != Checksum(after, workload), what);
        Assert.Equal(Checksum(before, "client"), Checksum(after, "client"));
    }

    [Fact]
    public async Task A_new_route_does_not_restart_osx_which_reads_its_table_again()
    {
        const string Peer = "osx: { partyList: [{ partyId: 10000, partyIp: 192.168.10.1, partyPort: 30101 }] }";
        var before = await FateChart.RenderAsync(Clusters.Of("v2.0.0"), TestContext.Current.CancellationToken);
        var after = await FateChart.RenderAsync(Clusters.Of("v2.0.0", Peer), TestContext.Current.CancellationToken);
        Assert.NotEqual(Routes(before), Routes(after));
        Assert.Equal(Checksum(before, "osx"), Checksum(after, "osx"));
    }

    private static string Routes(Manifests manifests) => manifests.File("ConfigMap", "osx-config", "route_table.json");

    private static string Checksum(Manifests manifests, string workload) =>
        manifests.Workloads.Single(candidate => Manifests.Name(candidate) == workload)
            ["spec"]!["template"]!["metadata"]!["annotations"]!["checksum/config"]!.GetValue<string>();
}
