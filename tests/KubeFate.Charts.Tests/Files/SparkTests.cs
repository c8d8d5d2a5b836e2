using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Files;

/// <summary>What FATE-Flow, Spark and nginx are configured with on the Spark engines.</summary>
public sealed class SparkTests
{
    private const string Routes = """
        nginx: { route_table: { 10000: { fateflow: [{ host: party10000.example.com, http_port: 30103, grpc_port: 30108 }] } } }
        rabbitmq: { default_pass: rabbit-secret, route_table: { 10000: { host: 192.168.10.1, port: 30104 } } }
        pulsar: { route_table: { 10000: { host: 192.168.10.1, port: 30104, sslPort: 30109 } } }
        """;

    [Theory]
    [InlineData("v1.8.0", "backend: spark_rabbitmq", "spark", "rabbitmq", "hdfs")]
    [InlineData("v1.8.0", "backend: spark_local_pulsar", "spark", "pulsar", "localfs")]
    [InlineData("v1.11.2", "computing: Spark\nfederation: Pulsar\nstorage: HDFS", "spark", "pulsar", "hdfs")]
    [InlineData("v2.0.0", "computing: Spark\nfederation: RabbitMQ\nstorage: HDFS", "spark", "rabbitmq", "hdfs")]
    [InlineData("v2.0.0", "computing: Spark_local\nfederation: Pulsar\nstorage: LocalFS", "spark", "pulsar", "file")]
    [InlineData("v2.0.0", "computing: Spark\nfederation: OSX\nstorage: HDFS", "spark", "osx", "hdfs")]
    public async Task FATE_Flow_is_told_the_engine_in_its_own_words(string release, string engine, string computing, string federation, string storage)
    {
        var conf = await ConfAsync(release, engine);
        var engines = conf["default_engines"]!;
        Assert.Equal((computing, federation, storage), (Text(engines, "computing"), Text(engines, "federation"), Text(engines, "storage")));
        var proxy = conf["fateflow"]!["proxy"] ?? conf["fateflow"]!["proxy_name"];
        Assert.Equal(federation == "osx" ? "osx" : "nginx", proxy!.GetValue<string>());
        if (federation == "osx") Assert.Equal("queue", Text(conf["federation"]!["osx"]!, "mode"));
    }

    [Theory]
    [InlineData("v1.8.0", "backend: spark_rabbitmq", "fate_on_spark")]
    [InlineData("v2.0.0", "computing: Spark\nfederation: RabbitMQ\nstorage: HDFS", "federation")]
    public async Task The_password_of_rabbitmq_is_FATE_Flow_s_alone(string release, string engine, string section)
    {
        var manifests = await RenderAsync(release, engine);
        var conf = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
        Assert.Equal(("fate", "rabbit-secret"), (Text(conf[section]!["rabbitmq"]!, "user"), Text(conf[section]!["rabbitmq"]!, "password")));
        Assert.Equal("rabbit-secret", manifests.File("Secret", "rabbitmq-credentials", "password"));
        Assert.DoesNotContain("rabbit-secret", string.Concat(manifests.Objects.Where(found => Manifests.Kind(found) != "Secret")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_nobody_gave_is_random_and_the_same_in_both_places()
    {
        const string Cluster = "{ partyId: 9999, chartVersion: v1.8.0, backend: spark_rabbitmq }";
        var manifests = await FateChart.RenderAsync(Cluster, TestContext.Current.CancellationToken);
        var made = manifests.File("Secret", "rabbitmq-credentials", "password");
        Assert.Equal(24, made.Length);
        var conf = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
        Assert.Equal(made, Text(conf["fate_on_spark"]!["rabbitmq"]!, "password"));
    }

    [Fact]
    public async Task Route_tables_have_numbers_for_keys_since_FATE_looks_for_numbers()
    {
        var rabbitmq = (await RenderAsync("v1.8.0", "backend: spark_rabbitmq")).File("ConfigMap", "python-engines", "rabbitmq_route_table.yaml");
        Assert.Equal("10000:\n  host: \"192.168.10.1\"\n  port: 30104\n9999:\n  host: \"rabbitmq\"\n  port: 5672", rabbitmq.Trim());
        var pulsar = (await RenderAsync("v2.0.0", "computing: Spark\nfederation: Pulsar\nstorage: HDFS")).File("ConfigMap", "python-engines", "pulsar_route_table.yaml");
        Assert.Contains("\n10000:\n  host: \"192.168.10.1\"\n  port: 30104\n  sslPort: 30109\n  proxy: \"\"\n9999:", pulsar, StringComparison.Ordinal);
        Assert.DoesNotContain("default", rabbitmq, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_tables_lie_where_FATE_Flow_reads_them()
    {
        var first = (await RenderAsync("v1.8.0", "backend: spark_rabbitmq")).Container("python", "python")["command"]![2]!.GetValue<string>();
        Assert.Contains("conf=/data/projects/fate/conf\n", first, StringComparison.Ordinal);
        Assert.Contains("ln -sf /engines/rabbitmq_route_table.yaml \"$conf/rabbitmq_route_table.yaml\"", first, StringComparison.Ordinal);
        var second = (await RenderAsync("v2.0.0", "computing: Spark\nfederation: Pulsar\nstorage: HDFS")).Container("python", "fateflow")["command"]![2]!.GetValue<string>();
        Assert.Contains("conf=/data/projects/fate/fate_flow/conf\n", second, StringComparison.Ordinal);
        Assert.Contains("home=\"${SPARK_HOME:?", second, StringComparison.Ordinal);
        Assert.Contains("\"$home/conf/spark-defaults.conf\"", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.8.0", "backend: spark_rabbitmq", "fate_on_spark")]
    [InlineData("v1.11.2", "computing: Spark\nfederation: RabbitMQ\nstorage: HDFS", "fate_on_spark")]
    [InlineData("v2.1.1", "computing: Spark\nfederation: OSX\nstorage: HDFS", "computing")]
    public async Task FATE_Flow_is_told_where_the_image_has_Spark_or_it_would_take_pip_s_pyspark(string release, string engine, string section)
    {
        var manifests = await RenderAsync(release, engine);
        var conf = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
        Assert.Equal("SPARK_HOME", Text(conf[section]!["spark"]!, "home"));
        var start = manifests.Container("python", release == "v1.8.0" ? "python" : "fateflow")["command"]![2]!.GetValue<string>();
        Assert.Contains("s|^    home: SPARK_HOME$|    home: $home|", start, StringComparison.Ordinal);
        Assert.Contains("\n    home: SPARK_HOME\n", manifests.File("Secret", "python-config", "service_conf.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Spark_of_the_operators_own_image_lies_where_it_is_said()
    {
        var manifests = await RenderAsync("v2.0.0", "computing: Spark\nfederation: OSX\nstorage: HDFS\npython: { spark: { home: /opt/spark } }");
        var container = manifests.Container("python", "fateflow");
        Assert.Contains("home=\"/opt/spark\"\n", container["command"]![2]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(container["env"]!.AsArray(), variable => variable!["name"]!.ToString() == "SPARK_HOME" && variable["value"]!.ToString() == "/opt/spark");
    }

    [Fact]
    public async Task The_cores_of_Spark_in_2_x_are_those_of_all_nodes() =>
        Assert.Equal(24, (await ConfAsync("v2.2.0", "computing: Spark\nfederation: OSX\nstorage: HDFS\npython: { spark: { cores_per_node: 8, nodes: 3 } }"))["computing"]!["spark"]!["cores"]!.GetValue<int>());

    [Fact]
    public async Task Nginx_knows_the_peers_and_ourselves_and_no_way_for_the_rest()
    {
        var table = (await RenderAsync("v1.8.0", "backend: spark_rabbitmq")).File("ConfigMap", "nginx-config", "route_table.yaml");
        var routes = YamlDocuments.Read(table);
        Assert.Equal(["9999", "10000"], routes.Select(route => route.Key));
        Assert.Equal("fateflow", Text(routes["9999"]!["fateflow"]![0]!, "host"));
        // The parser of the router knows plain blocks: a quoted host would be looked up with its quotes.
        Assert.Contains("- host: party10000.example.com\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_exchange_unknown_parties_go_there()
    {
        const string Keys = """
            backend: spark_pulsar
            nginx: { exchange: { ip: 192.168.0.1, httpPort: 30003, grpcPort: 30008 } }
            pulsar: { exchange: { ip: 192.168.0.1, port: 30000, domain: fate.org } }
            """;
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0", Keys), TestContext.Current.CancellationToken);
        var nginx = YamlDocuments.Read(manifests.File("ConfigMap", "nginx-config", "route_table.yaml"));
        Assert.Equal(30003, nginx["default"]!["proxy"]![0]!["http_port"]!.GetValue<int>());
        var pulsar = YamlDocuments.Read(manifests.File("ConfigMap", "python-engines", "pulsar_route_table.yaml"));
        Assert.Equal(("192.168.0.1:30000", "fate.org"), (Text(pulsar["default"]!, "proxy"), Text(pulsar["default"]!, "domain")));
        var own = Properties.Parse(manifests.File("ConfigMap", "pulsar-config", "standalone.conf"));
        Assert.Equal(("6651", "true", "false"), (own["brokerServicePortTls"], own["brokerClientTlsEnabled"], own["tlsAllowInsecureConnection"]));
    }

    [Fact]
    public async Task Executors_outside_call_the_driver_back_at_ports_that_are_open()
    {
        const string Keys = """
            backend: spark_rabbitmq
            modules: [python, mysql, hdfs, nginx, rabbitmq]
            python: { spark: { master: "spark://spark.example.com:7077", driverHost: 192.168.9.1, driverStartPort: 31000, blockManagerStartPort: 31100, portMaxRetries: 2 } }
            """;
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0", Keys), TestContext.Current.CancellationToken);
        var defaults = manifests.File("ConfigMap", "python-engines", "spark-defaults.conf");
        Assert.Contains("spark.master spark://spark.example.com:7077\nspark.driver.host 192.168.9.1\n", defaults, StringComparison.Ordinal);
        Assert.Contains("spark.driver.port 31000\nspark.driver.blockManager.port 31100\nspark.port.maxRetries 2", defaults, StringComparison.Ordinal);
        var ports = manifests.Get("Service", "fateflow-sparkdriver")["spec"]!["ports"]!.AsArray();
        Assert.Equal([31000, 31001, 31002, 31100, 31101, 31102], ports.Select(port => port!["nodePort"]!.GetValue<int>()).Order());
        Assert.All(ports, port => Assert.Equal(port!["nodePort"]!.ToString(), port["targetPort"]!.ToString()));
        Assert.Null(manifests.Find("Deployment", "spark-master"));
    }

    [Theory]
    [InlineData("v1.8.0", "backend: spark_rabbitmq", "federatedai/python-spark:1.8.0-release", "federatedai/spark-worker:1.8.0-release")]
    [InlineData("v2.0.0", "computing: Spark\nalgorithm: NN", "federatedai/fateflow-spark-nn:2.0.0-release", "federatedai/spark-worker-nn:2.0.0-release")]
    [InlineData("v2.0.0", "computing: Spark\nalgorithm: NN\ndevice: GPU", "federatedai/fateflow-spark-nn-gpu:2.0.0-release", "federatedai/spark-worker-nn-gpu:2.0.0-release")]
    public async Task The_images_are_those_for_Spark(string release, string engine, string flow, string worker)
    {
        var manifests = await RenderAsync(release, engine);
        Assert.Equal(flow, manifests.Container("python", release == "v1.8.0" ? "python" : "fateflow")["image"]!.GetValue<string>());
        Assert.Equal(worker, manifests.Container("spark-worker", "spark-worker")["image"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nginx: { route_table: { 9999: { fateflow: [{ host: a }] } } }", "this is the party itself")]
    [InlineData("nginx: { route_table: { 10000: { fateflow: [{ host: a }] } } }", "rabbitmq.route_table does not know party 10000")]
    [InlineData("rabbitmq: { route_table: { 10000: { host: a, port: 1 } } }", "nginx.route_table does not know party 10000")]
    [InlineData("nginx: { route_table: { 10000: {} } }", "no way")]
    [InlineData("spark: { master: { replicas: 2 } }", "one master")]
    [InlineData("hdfs: { datanode: { replicas: 2 } }", "share one volume")]
    [InlineData("python: { enabledNN: true }", "python.enabledNN")]
    [InlineData("python: { spark: { driverHost: 192.168.0.1 } }", "driverStartPort")]
    [InlineData("modules: [python, mysql, spark, hdfs, nginx]", "name a server of your own with python.rabbitmq.host")]
    [InlineData("modules: [python, mysql, spark, hdfs, nginx]\npython: { rabbitmq: { host: a } }", "needs user and password")]
    public async Task What_cannot_work_is_refused_with_the_cure(string keys, string message)
    {
        var said = await FateChart.RefuseAsync(Clusters.Of("v1.8.0", "backend: spark_rabbitmq\n" + keys), TestContext.Current.CancellationToken);
        Assert.Contains(message, said, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> ConfAsync(string release, string engine) =>
        YamlDocuments.Read((await RenderAsync(release, engine)).File("Secret", "python-config", "service_conf.yaml"));

    private static Task<Manifests> RenderAsync(string release, string engine) =>
        FateChart.RenderAsync(Clusters.Of(release, $"{engine}\n{Routes}"), TestContext.Current.CancellationToken);

    private static string? Text(JsonNode node, string key) => node[key]?.GetValue<string>();
}
