using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Files;

/// <summary>service_conf.yaml, FATE-Flow's configuration, in both of its layouts.</summary>
public sealed class ServiceConfTests
{
    [Fact]
    public async Task FATE_1_x_finds_eggroll_rollsite_and_its_database()
    {
        var conf = await ReadAsync("v1.8.0", "servingIp: 192.168.9.1\nservingPort: 30095");
        Assert.Equal("POD_IP", Text(conf, "fateflow", "host"));
        Assert.Equal("rollsite", Text(conf, "fateflow", "proxy"));
        Assert.Equal(("eggroll", "eggroll", "eggroll"), Engines(conf));
        Assert.Equal("rollsite", Text(conf["fate_on_eggroll"]!, "rollsite", "host"));
        Assert.Equal(2, conf["fate_on_eggroll"]!["clustermanager"]!["nodes"]!.GetValue<int>());
        Assert.Equal(("mysql", 3306, "eggroll_meta", "fate", "mysql-secret"), Database(conf["database"]!));
        Assert.Equal("192.168.9.1:30095", conf["servings"]!["hosts"]![0]!.GetValue<string>());
        Assert.Null(conf["party_id"]);
    }

    [Fact]
    public async Task FATE_2_x_finds_eggroll_osx_and_its_database()
    {
        const string Keys = "nodemanager: { replicas: 5 }\npython: { clustermanager: { cores_per_node: 8 }, logLevel: DEBUG }";
        var conf = await ReadAsync("v2.0.0", Keys);
        Assert.Equal("9999", conf["party_id"]!.GetValue<string>());
        Assert.Equal("osx", Text(conf, "fateflow", "proxy_name"));
        Assert.Equal(("eggroll", "osx", "eggroll"), Engines(conf));
        Assert.Equal("clustermanager", Text(conf["computing"]!, "eggroll", "host"));
        Assert.Equal(5, conf["computing"]!["eggroll"]!["nodes"]!.GetValue<int>());
        Assert.Equal(8, conf["computing"]!["eggroll"]!["cores"]!.GetValue<int>());
        Assert.Equal("stream", Text(conf["federation"]!, "osx", "mode"));
        Assert.Equal(9370, conf["federation"]!["osx"]!["port"]!.GetValue<int>());
        Assert.Equal(("mysql", 3306, "eggroll_meta", "fate", "mysql-secret"), Database(conf["database"]!["mysql"]!));
        Assert.Equal(10, conf["log_level"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("v1.8.0", "nodemanager-0-config")]
    [InlineData("v1.11.2", "nodemanager-config")]
    public async Task Workers_of_1_x_get_the_engines_and_nothing_else(string release, string config)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var worker = YamlDocuments.Read(manifests.File("ConfigMap", config, "service_conf.yaml"));
        Assert.Equal(["default_engines", "encrypt_password", "use_deserialize_safe_module"], worker.Select(key => key.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("eggroll", "eggroll", "eggroll"), Engines(worker));
    }

    [Fact]
    public async Task FATE_2_x_gives_its_nodes_and_tasks_no_file_that_nobody_opens()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v2.0.0"), TestContext.Current.CancellationToken);
        Assert.Null(manifests.Get("ConfigMap", "nodemanager-config")["data"]!["service_conf.yaml"]);
        Assert.Null(manifests.Find("ConfigMap", "eggroll-config"));
    }

    [Theory]
    [InlineData("DEBUG", 10)]
    [InlineData("INFO", 20)]
    [InlineData("WARNING", 30)]
    [InlineData("ERROR", 40)]
    [InlineData("CRITICAL", 40)]
    public async Task FATE_Flow_2_logs_as_much_as_it_is_told(string word, int number) =>
        Assert.Equal(number, (await ReadAsync("v2.0.0", $"python: {{ logLevel: {word} }}"))["log_level"]!.GetValue<int>());

    [Theory]
    [InlineData("v1.8.0")]
    [InlineData("v1.11.2")]
    public async Task Models_are_stored_in_the_database_by_the_names_that_1_x_reads(string release)
    {
        var store = (await ReadAsync(release, ""))["model_store_address"]!.AsObject();
        Assert.Equal(("mysql", "eggroll_meta", "mysql-secret"), (store["storage"]!.ToString(), store["database"]!.ToString(), store["password"]!.ToString()));
        Assert.Null(store["name"]);
        Assert.Null(store["passwd"]);
    }

    [Theory]
    [InlineData("v1.8.0", "python")]
    [InlineData("v2.0.0", "fateflow")]
    public async Task The_pods_address_is_put_in_when_it_starts(string release, string container)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var start = manifests.Container("python", container)["command"]![2]!.GetValue<string>();
        Assert.Contains("s/^  host: POD_IP$/  host: $POD_IP/", start, StringComparison.Ordinal);
        var lines = manifests.File("Secret", "python-config", "service_conf.yaml").Split('\n');
        Assert.Single(lines, line => line == "  host: POD_IP");
    }

    [Fact]
    public async Task The_registry_of_serving_keeps_its_password_from_the_workers()
    {
        const string Keys = """
            serving:
              useRegistry: true
              zookeeper: { hosts: ["zoo:2181"], use_acl: true, user: fate, password: zoo-secret }
            """;
        var manifests = await FateChart.RenderAsync(Clusters.Of("v2.0.0", Keys), TestContext.Current.CancellationToken);
        var conf = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
        Assert.True(conf["use_registry"]!.GetValue<bool>());
        Assert.Equal("zoo:2181", conf["zookeeper"]!["hosts"]![0]!.GetValue<string>());
        Assert.Equal("zoo-secret", Text(conf, "zookeeper", "password"));
        Assert.DoesNotContain("zoo-secret", string.Concat(manifests.Objects.Where(found => Manifests.Kind(found) != "Secret")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_tasks_are_tried_again_as_often_as_said()
    {
        const string Keys = "python: { failedTaskAutoRetryTimes: 3, failedTaskAutoRetryDelay: 20 }";
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.11.2", Keys), TestContext.Current.CancellationToken);
        var start = manifests.Container("python", "fateflow")["command"]![2]!.GetValue<string>();
        Assert.Contains("auto_retries: 3/", start, StringComparison.Ordinal);
        Assert.Contains("auto_retry_delay: 20/", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_the_operators_own_reaches_every_file_that_names_one()
    {
        const string External = """
            modules: [rollsite, clustermanager, nodemanager, python]
            externalMysqlIp: 10.0.0.5
            externalMysqlPort: 3307
            externalMysqlDatabase: fate
            externalMysqlUser: outside
            externalMysqlPassword: outside-secret
            """;
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0", External), TestContext.Current.CancellationToken);
        var conf = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
        Assert.Equal(("10.0.0.5", 3307, "fate", "outside", "outside-secret"), Database(conf["database"]!));
        var eggroll = Properties.Parse(manifests.File("Secret", "clustermanager-config", "eggroll.properties"));
        var url = eggroll["eggroll.resourcemanager.clustermanager.jdbc.url"];
        Assert.StartsWith("jdbc:mysql://10.0.0.5:3307/fate?", url, StringComparison.Ordinal);
        Assert.Null(manifests.Find("Deployment", "mysql"));
        Assert.Null(manifests.Find("Service", "mysql"));
        var wait = manifests.Container("python", "wait-for-mysql")["env"]!.AsArray().ToDictionary(
            variable => variable!["name"]!.GetValue<string>(), variable => variable!["value"]!.GetValue<string>());
        Assert.Equal(("10.0.0.5", "3307"), (wait["HOST"], wait["PORT"]));
    }

    private static async Task<JsonObject> ReadAsync(string release, string keys)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken);
        return YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
    }

    private static string Text(JsonNode conf, string group, string key) => conf[group]![key]!.GetValue<string>();

    private static (string Computing, string Federation, string Storage) Engines(JsonNode conf) =>
        (Text(conf, "default_engines", "computing"), Text(conf, "default_engines", "federation"), Text(conf, "default_engines", "storage"));

    private static (string Host, int Port, string Name, string User, string Password) Database(JsonNode conf) =>
        (conf["host"]!.GetValue<string>(), conf["port"]!.GetValue<int>(), conf["name"]!.GetValue<string>(),
            conf["user"]!.GetValue<string>(), conf["passwd"]!.GetValue<string>());
}
