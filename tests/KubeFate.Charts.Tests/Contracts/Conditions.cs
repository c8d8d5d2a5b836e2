namespace KubeFate.Charts.Tests.Contracts;

/// <summary>
/// Decides the words of <c>when</c>. A fact with words that are not here fails ContractDataTests: a condition that nobody decides would never
/// be met, and what it asks for never missed.
/// </summary>
internal static class Conditions
{
    private static readonly Dictionary<string, Func<ConditionScope, bool>> Known = new(StringComparer.Ordinal)
    {
        // What a user may do at any time holds always.
        ["deepspeed job"] = _ => true,
        ["enable_model_store or a call of /v1/model/store or restore"] = _ => true,
        ["host role"] = _ => true,
        ["HTTP/1"] = _ => true,
        ["HTTP/2"] = _ => true,
        ["deepspeed job, unless egg_pair.venv is set"] = at => at["eggroll.resourcemanager.bootstrap.egg_pair.venv"] == "",
        ["deepspeed job, unless eggroll.container.python.exec or egg_pair.venv is set"] =
            at => at["eggroll.resourcemanager.bootstrap.egg_pair.venv"] == "" && at["eggroll.container.python.exec"] == "",
        ["crt.path and key.path are set"] = at => at["eggroll.core.security.crt.path"] != "" && at["eggroll.core.security.key.path"] != "",

        // FATE-Flow: its engines, its proxy, its database.
        ["computing standalone"] = at => at.Computing == "standalone",
        ["computing eggroll"] = at => at.Computing == "eggroll",
        ["computing spark"] = at => at.Computing == "spark",
        ["computing spark on a Spark cluster"] = at => at.Computing == "spark" && at.Release.HasSparkCluster,
        ["storage hdfs"] = at => at.Storage == "hdfs",
        ["storage hive"] = at => at.Storage == "hive",
        ["federation rabbitmq"] = at => at.Federation == "rabbitmq",
        ["federation pulsar"] = at => at.Federation == "pulsar",
        ["federation or proxy osx"] = at => at.Federation == "osx" || at.Proxy == "osx",
        ["federation or proxy rollsite"] = at => at.Federation == "rollsite" || at.Proxy == "rollsite",
        ["proxy rollsite or federation eggroll"] = at => at.Federation == "eggroll" || at.Proxy == "rollsite",
        ["proxy nginx"] = at => at.Proxy == "nginx",
        ["proxy_name nginx"] = at => at.Proxy == "nginx",
        ["proxy nginx, protocol grpc"] = at => at.Proxy == "nginx" && at["fateflow.protocol"] == "grpc",
        ["proxy_name nginx, protocol http"] = at => at.Proxy == "nginx" && at["federation.nginx.protocol"] is "" or "http",
        ["proxy_name nginx, protocol grpc"] = at => at.Proxy == "nginx" && at["federation.nginx.protocol"] == "grpc",
        ["encrypt_password"] = at => at["encrypt_password"] == "true",
        ["encrypt_password without private_key_file"] = at => at["encrypt_password"] == "true" && at["private_key_file"] == "",
        ["a decrypt_key names it"] = at => at.Section == $"encrypt.{at["database.decrypt_key"]}" || at.Section == $"encrypt.{at["model_store.decrypt_key"]}",
        ["database.engine mysql"] = at => at["database.engine"] == "mysql",
        ["database.engine sqlite"] = at => at["database.engine"] == "sqlite",
        ["model_store_address.storage mysql"] = at => at["model_store_address.storage"] == "mysql",
        ["model_store.engine mysql"] = at => at["model_store.engine"] == "mysql",
        ["model_store.engine tencent_cos"] = at => at["model_store.engine"] == "tencent_cos",
        ["use_registry"] = at => at["use_registry"] is not ("" or "false"),
        ["zookeeper.use_acl"] = at => at["zookeeper.use_acl"] == "true",

        // Route tables: what one entry says, and whether there is a way for those without.
        ["the party is not reached through default"] = at => !at.Settings.Has("default"),
        ["a party without an entry"] = at => at.Settings.Has("default"),
        ["an entry is there"] = at => at.Section != "",
        ["default"] = at => at.Settings.Has("default"),
        ["not is_polling"] = at => at.Beside("is_polling") != "true",
        ["protocol is grpc"] = at => at.Beside("protocol") is "" or "grpc",
        ["protocol is http"] = at => at.Beside("protocol") == "http",
        ["useSSL without useKeyStore"] = at => at.Beside("useSSL") == "true" && at.Beside("useKeyStore") != "true",
        ["useKeyStore"] = at => at.Beside("useKeyStore") == "true",
        ["no url"] = at => at.Beside("url") == "",

        // osx. Its HTTP server is on unless it is switched off.
        ["open.http.server"] = at => at["open.http.server"] != "false",
        ["open.grpc.tls.server"] = at => at["open.grpc.tls.server"] == "true",
        ["open.http.server and open.https.server"] = at => at["open.http.server"] != "false" && at["open.https.server"] == "true",
        ["open.grpc.tls.server, unless grpc.server.keystore.file"] = at => at["open.grpc.tls.server"] == "true" && at["grpc.server.keystore.file"] == "",
        ["grpc.ssl.open.client.validate"] = at => at["grpc.ssl.open.client.validate"] == "true",
        ["a stream goes through Eggroll"] = at => at.Release.Has("clustermanager"),

        ["spark.master.rest.enabled"] = at => at["spark.master.rest.enabled"] == "true",
        ["a cluster manager is there"] = at => at.Release.Has("clustermanager"),
        ["a Spark cluster"] = at => at.Release.HasSparkCluster,

        // FATE-Serving. Both switches are on unless they are switched off.
        ["useRegister"] = at => at["useRegister"] != "false",
        ["useRegister is false"] = at => at["useRegister"] == "false",
        ["useZkRouter"] = at => at["useZkRouter"] != "false",
        ["useZkRouter is false"] = at => at["useZkRouter"] == "false",
        ["cache.type redis"] = at => at["cache.type"] == "redis",
        ["adaptor HttpAdapter"] = at => at["feature.single.adaptor"].EndsWith(".HttpAdapter", StringComparison.Ordinal),
    };

    public static IReadOnlyCollection<string> Words => Known.Keys;

    /// <summary>Whether it holds. No words hold always.</summary>
    public static bool Holds(string? when, ConditionScope scope) => when is null || Known[when](scope);
}

/// <summary>What a condition is decided by: the file, and the section of a route table that is looked at ("" where the key stands once).</summary>
internal sealed record ConditionScope(ContractedRelease Release, Settings Settings, string Section)
{
    public string this[string key] => Settings.Text(key);

    public string Computing => this["default_engines.computing"].ToLowerInvariant();

    public string Federation => this["default_engines.federation"].ToLowerInvariant();

    public string Storage => this["default_engines.storage"].ToLowerInvariant();

    /// <summary>1.x says <c>proxy</c>, 2.x <c>proxy_name</c>.</summary>
    public string Proxy => this["fateflow.proxy"] + this["fateflow.proxy_name"];

    public string Beside(string key) => this[$"{Section}.{key}"];
}
