using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>Whatever may run outside the cluster does: the database, Spark, HDFS, the queues.</summary>
internal static class Elsewhere
{
    // What belongs to the addresses; which keys stand in for a module comes from the release's data.
    private const string Details = """
        externalMysqlPort: 3307
        externalMysqlDatabase: fate
        externalMysqlUser: fate_user
        externalMysqlPassword: database-secret
        python:
          spark: { cores_per_node: 8, nodes: 3, driverHost: 192.168.0.5, driverStartPort: 31000, blockManagerStartPort: 32000, portMaxRetries: 10 }
          hdfs: { path_prefix: /fate }
          rabbitmq: { mng_port: 15672, port: 5672, user: fate, password: rabbit-secret }
          pulsar: { mng_port: 8080, port: 6650, sslPort: 6651, cluster: outside, tenant: fl-tenant, topic_ttl: 5 }
          nginx: { http_port: 9300, grpc_port: 9310 }
          hive: { host: hive.example.com, port: 10000, auth_mechanism: PLAIN, username: fate, password: hive-secret }
        """;

    public static JsonObject? Keys(Combination cluster)
    {
        var outside = cluster.Modules.Where(module => cluster.Release.Modules[module].External is not null).ToArray();
        if (outside.Length == 0) return null;
        var keys = OptionSets.Yaml(Details);
        foreach (var name in new[] { "spark", "hdfs", "rabbitmq", "pulsar", "nginx" }.Except(outside)) keys["python"]!.AsObject().Remove(name);
        if (!outside.Contains("mysql")) foreach (var key in keys.Select(entry => entry.Key).Where(key => key.StartsWith("externalMysql", StringComparison.Ordinal)).ToArray()) keys.Remove(key);
        foreach (var module in outside)
        {
            var key = cluster.Release.Modules[module].External!;
            JsonMerge.Set(keys, key, OptionSets.Last(key) switch
            {
                "name_node" => "hdfs://namenode.example.com:9000",
                "master" => "spark://spark.example.com:7077",
                _ => module.ToLowerInvariant() + ".example.com",
            });
        }

        keys["modules"] = new JsonArray([.. cluster.Modules.Except(outside).Select(name => JsonValue.Create(name))]);
        foreach (var module in outside) keys[module] = null;
        return keys;
    }
}
