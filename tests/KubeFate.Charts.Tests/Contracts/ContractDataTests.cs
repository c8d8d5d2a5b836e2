using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rules;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>The facts themselves: nothing in them goes by unread or undecided.</summary>
public sealed class ContractDataTests
{
    private static readonly ContractedRelease Eggroll = Release("v2.0.0", "computing", "Eggroll");
    private static readonly ContractedRelease Spark = Release("v2.0.0", "computing", "Spark");

    /// <summary>The words of a condition, what stands in the file when it holds, and when it does not; the section of a route table where it is one.</summary>
    public static TheoryData<string, string, string, string> Decided => new()
    {
        { "deepspeed job, unless egg_pair.venv is set", "", "eggroll.resourcemanager.bootstrap.egg_pair.venv=/venv", "" },
        { "deepspeed job, unless eggroll.container.python.exec or egg_pair.venv is set", "", "eggroll.container.python.exec=python", "" },
        { "crt.path and key.path are set", "eggroll.core.security.crt.path=a\neggroll.core.security.key.path=b", "eggroll.core.security.crt.path=a", "" },
        { "computing standalone", "default_engines.computing=STANDALONE", "default_engines.computing=eggroll", "" },
        { "computing eggroll", "default_engines.computing=eggroll", "default_engines.computing=spark", "" },
        { "computing spark", "default_engines.computing=spark", "default_engines.computing=eggroll", "" },
        { "computing spark on a Spark cluster", "default_engines.computing=spark", "default_engines.computing=eggroll", "" },
        { "storage hdfs", "default_engines.storage=hdfs", "default_engines.storage=hive", "" },
        { "storage hive", "default_engines.storage=hive", "default_engines.storage=hdfs", "" },
        { "federation rabbitmq", "default_engines.federation=rabbitmq", "default_engines.federation=pulsar", "" },
        { "federation pulsar", "default_engines.federation=pulsar", "default_engines.federation=rabbitmq", "" },
        { "federation or proxy osx", "fateflow.proxy_name=osx", "fateflow.proxy_name=nginx", "" },
        { "federation or proxy rollsite", "default_engines.federation=rollsite", "default_engines.federation=osx", "" },
        { "proxy rollsite or federation eggroll", "fateflow.proxy=rollsite", "fateflow.proxy=nginx", "" },
        { "proxy nginx", "fateflow.proxy=nginx", "fateflow.proxy=rollsite", "" },
        { "proxy_name nginx", "fateflow.proxy_name=nginx", "fateflow.proxy_name=osx", "" },
        { "proxy nginx, protocol grpc", "fateflow.proxy=nginx\nfateflow.protocol=grpc", "fateflow.proxy=nginx\nfateflow.protocol=default", "" },
        { "proxy_name nginx, protocol http", "fateflow.proxy_name=nginx", "fateflow.proxy_name=nginx\nfederation.nginx.protocol=grpc", "" },
        { "proxy_name nginx, protocol grpc", "fateflow.proxy_name=nginx\nfederation.nginx.protocol=grpc", "fateflow.proxy_name=nginx", "" },
        { "encrypt_password", "encrypt_password=true", "encrypt_password=false", "" },
        { "encrypt_password without private_key_file", "encrypt_password=true", "encrypt_password=true\nprivate_key_file=key.pem", "" },
        { "a decrypt_key names it", "database.decrypt_key=key_0", "database.decrypt_key=key_1", "encrypt.key_0" },
        { "database.engine mysql", "database.engine=mysql", "database.engine=sqlite", "" },
        { "database.engine sqlite", "database.engine=sqlite", "database.engine=mysql", "" },
        { "model_store_address.storage mysql", "model_store_address.storage=mysql", "model_store_address.storage=tencent_cos", "" },
        { "model_store.engine mysql", "model_store.engine=mysql", "model_store.engine=file", "" },
        { "model_store.engine tencent_cos", "model_store.engine=tencent_cos", "model_store.engine=file", "" },
        { "use_registry", "use_registry=zookeeper", "use_registry=false", "" },
        { "zookeeper.use_acl", "zookeeper.use_acl=true", "zookeeper.use_acl=false", "" },
        { "the party is not reached through default", "10000=x", "default=x", "" },
        { "a party without an entry", "default=x", "10000=x", "" },
        { "default", "default=x", "10000=x", "" },
        { "not is_polling", "", "a.is_polling=true", "a" },
        { "protocol is grpc", "", "a.protocol=http", "a" },
        { "protocol is http", "a.protocol=http", "a.protocol=grpc", "a" },
        { "useSSL without useKeyStore", "a.useSSL=true", "a.useSSL=true\na.useKeyStore=true", "a" },
        { "useKeyStore", "a.useKeyStore=true", "", "a" },
        { "no url", "", "a.url=http://x", "a" },
        { "open.http.server", "", "open.http.server=false", "" },
        { "open.grpc.tls.server", "open.grpc.tls.server=true", "", "" },
        { "open.http.server and open.https.server", "open.https.server=true", "open.http.server=false\nopen.https.server=true", "" },
        { "open.grpc.tls.server, unless grpc.server.keystore.file", "open.grpc.tls.server=true", "open.grpc.tls.server=true\ngrpc.server.keystore.file=a", "" },
        { "grpc.ssl.open.client.validate", "grpc.ssl.open.client.validate=true", "", "" },
        { "spark.master.rest.enabled", "spark.master.rest.enabled=true", "", "" },
        { "useRegister", "", "useRegister=false", "" },
        { "useRegister is false", "useRegister=false", "useRegister=true", "" },
        { "useZkRouter", "", "useZkRouter=false", "" },
        { "useZkRouter is false", "useZkRouter=false", "", "" },
        { "cache.type redis", "cache.type=redis", "cache.type=local", "" },
        { "adaptor HttpAdapter", "feature.single.adaptor=com.x.HttpAdapter", "feature.single.adaptor=com.x.MockAdapter", "" },
    };

    // What anyone may do at any time: it holds always.
    private static readonly string[] Always = ["deepspeed job", "enable_model_store or a call of /v1/model/store or restore", "host role", "HTTP/1", "HTTP/2"];

    // Decided by more than the file; the tests below show both sides.
    private static readonly string[] ByTheRelease = ["a Spark cluster", "a cluster manager is there", "a stream goes through Eggroll", "an entry is there"];

    [Fact]
    public void Every_condition_of_the_facts_is_decided_and_no_other()
    {
        var keys = ContractReader.All.SelectMany(contract => contract.Files).SelectMany(file => file.Keys).Select(key => key.When);
        var asked = keys.Concat(ContractReader.All.SelectMany(contract => contract.Inputs.Ports).Select(port => port.When)).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(asked, Conditions.Words.Order(StringComparer.Ordinal));
        Assert.Equal(Conditions.Words.Order(StringComparer.Ordinal), Decided.Select(row => row.Data.Item1).Concat(Always).Concat(ByTheRelease).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Decided))]
    public void A_condition_holds_and_does_not(string words, string holding, string failing, string section)
    {
        Assert.True(Conditions.Holds(words, new(Spark, Settings.Parse("a.properties", holding), section)));
        Assert.False(Conditions.Holds(words, new(Spark, Settings.Parse("a.properties", failing), section)));
    }

    [Fact]
    public void A_Spark_cluster_is_one_that_does_not_run_in_FATE_Flow_s_pod()
    {
        var empty = Settings.Parse("a.properties", "default_engines.computing=spark");
        foreach (var words in (string[])["a Spark cluster", "computing spark on a Spark cluster"])
        {
            Assert.True(Conditions.Holds(words, new(Spark, empty, "")));
            Assert.True(Conditions.Holds(words, new(Release("v1.8.0", "backend", "spark_pulsar"), empty, "")));
            Assert.False(Conditions.Holds(words, new(Release("v2.0.0", "computing", "Spark_local"), empty, "")));
            Assert.False(Conditions.Holds(words, new(Release("v1.8.0", "backend", "spark_local_pulsar"), empty, "")));
        }
    }

    [Fact]
    public void A_stream_goes_through_Eggroll_where_a_cluster_manager_is()
    {
        JsonObject manager = new()
        {
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = "clustermanager" },
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = new JsonObject() } },
        };
        var with = new ContractedRelease(new RenderedRelease([manager], new JsonObject { ["chartVersion"] = "v2.0.0" }));
        var none = Settings.Parse("a.properties", "");
        foreach (var words in (string[])["a cluster manager is there", "a stream goes through Eggroll"])
        {
            Assert.True(Conditions.Holds(words, new(with, none, "")));
            Assert.False(Conditions.Holds(words, new(Eggroll, none, "")));
        }

        Assert.True(Conditions.Holds("an entry is there", new(Eggroll, none, "10000")));
        Assert.False(Conditions.Holds("an entry is there", new(Eggroll, none, "")));
    }

    [Fact]
    public void Every_place_where_a_program_looks_is_decided() =>
        Assert.Empty(ContractReader.All.SelectMany(contract => contract.Inputs.Openings).Select(opening => opening.From).Distinct().Where(from => !Locations.IsKnown(from)));

    [Fact]
    public void Every_fact_names_its_source() =>
        Assert.Empty(ContractReader.All.SelectMany(contract => contract.Files.SelectMany(file => file.Keys.Where(key => key.Source.Length == 0).Select(key => $"{contract.Name}: {key}"))));

    private static ContractedRelease Release(string version, string key, string word) => new(new RenderedRelease([], new JsonObject { ["chartVersion"] = version, [key] = word }));
}
