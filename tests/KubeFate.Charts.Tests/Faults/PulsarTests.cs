using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>Where every party's Pulsar is called "standalone", their producers have one name, and jobs of three parties hang (FATE issue 4695).</summary>
public sealed class PulsarTests
{
    public static TheoryData<string, string> Engines => new()
    {
        { "v1.8.0", "backend: spark_pulsar" },
        { "v1.8.0", "backend: spark_local_pulsar" },
        { "v1.11.2", "computing: Spark, federation: Pulsar, storage: HDFS" },
        { "v2.0.0", "computing: Spark_local, federation: Pulsar, storage: LocalFS" },
    };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_party_has_a_pulsar_of_its_own_name_in_all_places(string release, string engine)
    {
        foreach (var party in new[] { "9999", "10000", "8888" })
        {
            var manifests = await RenderAsync(release, engine, party);
            var own = Properties.Parse(manifests.File("ConfigMap", "pulsar-config", "standalone.conf"));
            Assert.Equal(party, own["clusterName"]);
            Assert.Equal("pulsar.repl." + party, own["replicatorPrefix"]);

            var flow = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
            Assert.Equal(party, (flow["fate_on_spark"] ?? flow["federation"])!["pulsar"]!["cluster"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task The_original_s_word_for_all_is_no_name()
    {
        var manifests = await RenderAsync("v1.11.2", "computing: Spark, federation: Pulsar, storage: HDFS, python: { pulsar: { cluster: standalone } }", "9999");
        Assert.Equal("9999", Properties.Parse(manifests.File("ConfigMap", "pulsar-config", "standalone.conf"))["clusterName"]);
    }

    [Fact]
    public async Task Its_settings_are_read_when_the_metadata_are_made_and_by_the_broker()
    {
        var manifests = await RenderAsync("v2.0.0", "computing: Spark, federation: Pulsar, storage: HDFS", "9999");
        var start = manifests.Container("pulsar", "pulsar")["command"]![2]!.GetValue<string>();
        Assert.Contains("/config/standalone.conf > /tmp/standalone.conf", start, StringComparison.Ordinal);
        Assert.Contains("PULSAR_STANDALONE_CONF=/tmp/standalone.conf", start, StringComparison.Ordinal);
        Assert.Contains("exec bin/pulsar standalone", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_management_stays_inside_when_the_queue_faces_outwards()
    {
        var manifests = await RenderAsync("v1.8.0", "backend: spark_pulsar, pulsar: { type: NodePort, httpNodePort: 30094 }", "9999");
        Assert.Equal([6650, 6651], Ports(manifests, "pulsar"));
        Assert.Equal("NodePort", manifests.Get("Service", "pulsar")["spec"]!["type"]!.GetValue<string>());
        Assert.Equal([6650, 8080], Ports(manifests, "pulsar-management"));
        Assert.Equal("ClusterIP", manifests.Get("Service", "pulsar-management")["spec"]!["type"]!.GetValue<string>());
    }

    private static int[] Ports(Manifests manifests, string service) =>
        [.. manifests.Get("Service", service)["spec"]!["ports"]!.AsArray().Select(port => port!["port"]!.GetValue<int>())];

    private static Task<Manifests> RenderAsync(string release, string keys, string party) =>
        FateChart.RenderAsync($"{{ name: fate-{party}, partyId: {party}, chartVersion: {release}, {keys} }}", TestContext.Current.CancellationToken);
}
