using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Exchange;

/// <summary>An exchange passes on what parties send: it knows every party, and is none.</summary>
public sealed class ExchangeTests
{
    private const string Parties = "partyList: [{ partyId: 9999, partyIp: 192.168.9.1, partyPort: 30091 }, { partyId: 10000, partyIp: 192.168.10.1, partyPort: 30101 }]";

    [Theory]
    [InlineData("v1.11.2", "rollsite")]
    [InlineData("v2.0.0", "osx")]
    [InlineData("v2.2.0", "osx")]
    public async Task It_knows_the_parties_and_no_way_to_itself(string release, string gateway)
    {
        var manifests = await RenderAsync(release, $"partyId: 1\n{gateway}: {{ type: NodePort, nodePort: 30000, {Parties} }}");
        var table = JsonNode.Parse(manifests.File("ConfigMap", gateway + "-config", "route_table.json"))!;
        Assert.Equal(["10000", "9999"], table["route_table"]!.AsObject().Select(route => route.Key));
        Assert.Equal(30000, manifests.Get("Service", gateway)["spec"]!["ports"]![0]!["nodePort"]!.GetValue<int>());
        Assert.Equal(gateway, Manifests.Name(Assert.Single(manifests.Workloads)));
        Assert.DoesNotContain("wait-for", manifests.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partyId: 1", "1")]
    [InlineData("", "exchange")]
    public async Task Osx_always_has_a_name_of_its_own_since_it_fails_without_one(string keys, string self)
    {
        var manifests = await RenderAsync("v2.2.0", $"{keys}\nosx: {{ {Parties} }}");
        var table = JsonNode.Parse(manifests.File("ConfigMap", "osx-config", "route_table.json"))!;
        Assert.Equal(self, Assert.Single(table["self_party"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task Rollsite_reads_its_own_keys_and_none_of_a_partys()
    {
        var manifests = await RenderAsync("v1.11.2", $"partyId: 1\nrollsite: {{ {Parties} }}");
        var properties = Properties.Parse(manifests.File("ConfigMap", "rollsite-config", "eggroll.properties"));
        Assert.All(properties.Keys, key => Assert.StartsWith("eggroll.rollsite.", key, StringComparison.Ordinal));
        Assert.Equal("conf/route_table/route_table.json", properties["eggroll.rollsite.route.table.path"]);
    }

    [Fact]
    public async Task With_TLS_the_only_door_of_osx_is_an_encrypted_one()
    {
        var manifests = await RenderAsync("v2.2.0", $"osx: {{ type: NodePort, nodePort: 30000, enableTLS: true, tlsSecret: osx-tls, {Parties} }}");
        Assert.Equal("ClusterIP", manifests.Get("Service", "osx")["spec"]!["type"]!.GetValue<string>());
        Assert.Equal(30000, manifests.Get("Service", "osx-tls")["spec"]!["ports"]![0]!["nodePort"]!.GetValue<int>());
        var table = JsonNode.Parse(manifests.File("ConfigMap", "osx-config", "route_table.json"))!;
        Assert.True(table["route_table"]!["9999"]!["default"]![0]!["useSSL"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("v1.11.2", "osx: { type: NodePort }", "its gateway is rollsite")]
    [InlineData("v2.2.0", "rollsite: { type: NodePort }", "its gateway is osx")]
    [InlineData("v2.2.0", "osx: { polling: { enabled: true } }", "cannot poll")]
    [InlineData("v2.2.0", "osx: { enableTLS: true }", "osx.tlsSecret")]
    [InlineData("v1.11.2", "rollsite: { enableTLS: true }", "only look safe")]
    [InlineData("v1.11.2", "rollsite: { polling: { enabled: true, type: server } }", "polling.clientList")]
    [InlineData("v1.11.2", "rollsite: { partyList: [&a { partyId: 7, partyIp: a, partyPort: 1 }, *a] }", "listed twice")]
    [InlineData("v1.11.2", "modules: [trafficServer]", "modules: [rollsite]")]
    [InlineData("v1.11.2", "modules: [osx]", "modules: [rollsite]")]
    public async Task What_would_not_work_is_refused_with_the_cure(string release, string keys, string message) =>
        Assert.Contains(message, await FateChart.RefuseAsync(Exchange(release, keys), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    internal static string Exchange(string release, string keys) => $"chartName: fate-exchange\nchartVersion: {release}\nname: fate-exchange\n{keys}";

    private static Task<Manifests> RenderAsync(string release, string keys) => FateChart.RenderAsync(Exchange(release, keys), TestContext.Current.CancellationToken);
}
