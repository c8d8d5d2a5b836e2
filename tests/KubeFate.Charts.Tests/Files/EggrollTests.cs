using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Files;

/// <summary>Eggroll's own files: its properties, its nodes and its database.</summary>
public sealed class EggrollTests
{
    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task The_cluster_manager_reads_its_port_its_database_and_how_many_workers_a_node_has(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var file = manifests.File("Secret", "clustermanager-config", "eggroll.properties");
        Assert.StartsWith("[eggroll]\n", file, StringComparison.Ordinal);
        var properties = Properties.Parse(file);
        Assert.Equal("4670", properties["eggroll.resourcemanager.clustermanager.port"]);
        Assert.Equal("4", properties["eggroll.session.processors.per.node"]);
        Assert.Equal("mysql-secret", properties["eggroll.resourcemanager.clustermanager.jdbc.password"]);
    }

    [Theory]
    [InlineData("v1.11.2", "python/eggroll/roll_pair/egg_pair.py", "eggroll.container.deepspeed.python.exec")]
    [InlineData("v2.0.0", "python/eggroll/computing/egg_pair/egg_pair.py", "eggroll.container.python.exec")]
    [InlineData("v2.2.0", "python/eggroll/computing/egg_pair/egg_pair.py", "eggroll.container.python.exec")]
    public async Task A_node_is_called_by_a_name_that_leads_to_its_pod_and_outlives_it(string release, string eggPair, string python)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var properties = Properties.Parse(manifests.File("ConfigMap", "nodemanager-config", "eggroll.properties"));
        Assert.Equal("POD_NAME.nodemanager", properties["eggroll.resourcemanager.nodemanager.host"]);
        Assert.Equal("clustermanager", properties["eggroll.resourcemanager.clustermanager.host"]);
        Assert.Equal(eggPair, properties["eggroll.resourcemanager.bootstrap.egg_pair.filepath"]);
        Assert.Equal("PYTHON_EXEC", properties[python]);
        Assert.StartsWith(properties["eggroll.data.dir"], properties["eggroll.resourcemanager.nodemanager.containers.data.dir"], StringComparison.Ordinal);

        var start = manifests.Container("nodemanager", "nodemanager")["command"]![2]!.GetValue<string>();
        Assert.Contains("s/POD_NAME/$POD_NAME/", start, StringComparison.Ordinal);
        Assert.Contains("s|PYTHON_EXEC|$(command -v python)|", start, StringComparison.Ordinal);
        Assert.Contains("> \"$EGGROLL_HOME/conf/eggroll.properties\"", start, StringComparison.Ordinal);

        // The name is that of a pod of a StatefulSet, below its headless Service, which knows the pod before it is ready.
        var service = manifests.Get("Service", manifests.Get("StatefulSet", "nodemanager")["spec"]!["serviceName"]!.GetValue<string>());
        Assert.Equal(("nodemanager", "None", true), (Manifests.Name(service), service["spec"]!["clusterIP"]!.GetValue<string>(), service["spec"]!["publishNotReadyAddresses"]!.GetValue<bool>()));
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
        // FATE-Flow 2 has no such delay.
        Assert.Equal(release.StartsWith("v1.", StringComparison.Ordinal), start.Contains("auto_retry_delay: 5/", StringComparison.Ordinal));
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
        foreach (var name in new[] { "nodemanager-0", "nodemanager-big" })
        {
            Assert.NotNull(manifests.Find("Deployment", name));
            Assert.NotNull(manifests.Find("Service", name));
            Assert.NotNull(manifests.Container(name, name + "-eggrollpair"));
            Assert.NotNull(manifests.File("ConfigMap", name + "-config", "eggroll.properties"));
            Assert.Contains($"SELECT '{name}', 4671, 'NODE_MANAGER'", schema, StringComparison.Ordinal);
        }

        // One number for all nodes: Eggroll's cluster manager reads it.
        Assert.Equal("2", Properties.Parse(manifests.File("Secret", "clustermanager-config", "eggroll.properties"))["eggroll.session.processors.per.node"]);
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
        // What changes a table is prepared from what information_schema says of it. That it does what it should, on a real server and more than once, the tests in Database show.
        const string Change = @"SET @tables_change = IF(NULL)?\([\s\S]*information_schema|(PREPARE|EXECUTE|DEALLOCATE PREPARE) tables_change";
        Assert.All(statements, statement =>
            Assert.Matches($@"^(--[^\n]*\n)*(CREATE TABLE IF NOT EXISTS|INSERT INTO[^;]*WHERE NOT EXISTS|UPDATE|SET SESSION group_concat_max_len|{Change}) ?", statement));
        string[] tables =
        [
            "store_locator", "store_option", "store_partition", "server_node", "session_main", "session_option", "session_processor",
        ];
        var made = statements.Select(statement => statement.Split(' ')).Where(words => words[0] == "CREATE").Select(words => words[5]);
        Assert.Subset(made.ToHashSet(StringComparer.Ordinal), tables.ToHashSet(StringComparer.Ordinal));
    }
}
