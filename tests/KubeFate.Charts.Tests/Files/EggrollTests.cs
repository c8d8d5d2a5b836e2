using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Files;

/// <summary>Eggroll's own files: its properties, its nodes and its database.</summary>
public sealed class EggrollTests
{
    [Theory]
    [InlineData("v1.8.0", "python/eggroll/roll_pair/egg_pair.py")]
    [InlineData("v1.11.2", "python/eggroll/roll_pair/egg_pair.py")]
    [InlineData("v2.0.0", "python/eggroll/computing/egg_pair/egg_pair.py")]
    [InlineData("v2.2.0", "python/eggroll/computing/egg_pair/egg_pair.py")]
    public async Task The_cluster_manager_reads_where_everything_is(string release, string eggPair)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var file = manifests.File("Secret", "clustermanager-config", "eggroll.properties");
        Assert.StartsWith("[eggroll]\n", file, StringComparison.Ordinal);
        var properties = Properties.Parse(file);
        Assert.Equal("clustermanager", properties["eggroll.resourcemanager.clustermanager.host"]);
        Assert.Equal("4670", properties["eggroll.resourcemanager.clustermanager.port"]);
        Assert.Equal("4671", properties["eggroll.resourcemanager.nodemanager.port"]);
        Assert.Equal("9999", properties["eggroll.resourcemanager.process.tag"]);
        Assert.Equal(eggPair, properties["eggroll.resourcemanager.bootstrap.egg_pair.filepath"]);
        Assert.Equal("4", properties["eggroll.session.processors.per.node"]);
        Assert.Equal("mysql-secret", properties["eggroll.resourcemanager.clustermanager.jdbc.password"]);
        Assert.Equal(release.StartsWith("v1.", StringComparison.Ordinal), properties.ContainsKey("eggroll.rollsite.host"));
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Eggroll_reads_the_databases_times_as_it_is_told(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, "clustermanager: { mysqlServerTimezone: Asia/Shanghai }"), TestContext.Current.CancellationToken);
        Assert.Contains("serverTimezone=Asia/Shanghai", manifests.File("Secret", "clustermanager-config", "eggroll.properties"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task FATE_Flow_tries_a_failed_task_again_as_often_as_it_is_told(string release)
    {
        var manifests = await FateChart.RenderAsync(
            Clusters.Of(release, "python: { failedTaskAutoRetryTimes: 3, failedTaskAutoRetryDelay: 5 }"), TestContext.Current.CancellationToken);
        var start = manifests.Container("python", release == "v1.8.0" ? "python" : "fateflow")["command"]![2]!.GetValue<string>();
        Assert.Contains("auto_retries: 3/", start, StringComparison.Ordinal);
        Assert.Contains("auto_retry_delay: 5/", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_of_1_x_have_a_workload_a_service_a_file_and_a_row_each()
    {
        const string Nodes = """
            nodemanager:
              count: 1
              sessionProcessorsPerNode: 2
              list:
              - { name: nodemanager-big, sessionProcessorsPerNode: 16, nodeSelector: { disk: ssd } }
            """;
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0", Nodes), TestContext.Current.CancellationToken);
        var schema = manifests.File("ConfigMap", "eggroll-schema", "eggroll.sql");
        foreach (var (name, processors) in new[] { ("nodemanager-0", "2"), ("nodemanager-big", "16") })
        {
            Assert.NotNull(manifests.Find("Deployment", name));
            Assert.NotNull(manifests.Find("Service", name));
            Assert.NotNull(manifests.Container(name, name + "-eggrollpair"));
            var properties = Properties.Parse(manifests.File("ConfigMap", name + "-config", "eggroll.properties"));
            Assert.Equal(processors, properties["eggroll.session.processors.per.node"]);
            Assert.Contains($"SELECT '{name}', 4671, 'NODE_MANAGER'", schema, StringComparison.Ordinal);
        }

        var placed = manifests.Get("Deployment", "nodemanager-big")["spec"]!["template"]!["spec"]!["nodeSelector"]!;
        Assert.Equal("ssd", placed["disk"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("v1.11.2", "", 2)]
    [InlineData("v2.0.0", "nodemanager: { count: 3 }", 3)]
    [InlineData("v2.2.0", "nodemanager: { replicas: 4 }", 4)]
    public async Task Nodes_from_1_11_on_are_one_stateful_set_and_register_themselves(string release, string keys, int nodes)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken);
        Assert.Equal(nodes, manifests.Get("StatefulSet", "nodemanager")["spec"]!["replicas"]!.GetValue<int>());
        Assert.DoesNotContain("INSERT", manifests.File("ConfigMap", "eggroll-schema", "eggroll.sql"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_nodes_is_refused_where_all_are_alike()
    {
        var clusterYaml = Clusters.Of("v2.0.0", "nodemanager: { list: [{ name: big }] }");
        var said = await FateChart.RefuseAsync(clusterYaml, TestContext.Current.CancellationToken);
        Assert.Contains("nodemanager.replicas", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task The_schema_may_run_again_and_again(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var statements = manifests.File("ConfigMap", "eggroll-schema", "eggroll.sql")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.All(statements, statement =>
            Assert.Matches("^(CREATE TABLE IF NOT EXISTS|INSERT INTO[^;]*WHERE NOT EXISTS|UPDATE) ?", statement));
        string[] tables =
        [
            "store_locator", "store_option", "store_partition", "server_node", "session_main", "session_option", "session_processor",
        ];
        var made = statements.Select(statement => statement.Split(' ')).Where(words => words[0] == "CREATE").Select(words => words[5]);
        Assert.Subset(made.ToHashSet(StringComparer.Ordinal), tables.ToHashSet(StringComparer.Ordinal));
    }
}
