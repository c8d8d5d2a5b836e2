using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Fate;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>Faults known from other charts of FATE, in the way between parties.</summary>
public sealed class GatewayTests
{
    [Theory]
    [InlineData("party-9999/cluster.yaml", "rollsite", 30091)]
    [InlineData("party-9999/cluster-v2.yaml", "osx", 30091)]
    [InlineData("party-9999/cluster-v1.11.yaml", "rollsite", 30091)]
    [InlineData("party-10000/cluster-v2.2.yaml", "osx", 30101)]
    [InlineData("party-10000/cluster.yaml", "rollsite", 30101)]
    [InlineData("party-10000/cluster-v2.yaml", "osx", 30101)]
    public async Task Every_example_opens_the_gateway_of_its_release(string example, string gateway, int nodePort)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", example), cancellationToken);
        var manifests = await FateChart.RenderAsync(text, cancellationToken);
        Assert.NotNull(manifests.Find("Deployment", gateway));
        Assert.Equal(nodePort, manifests.Get("Service", gateway)["spec"]!["ports"]![0]!["nodePort"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("v2.0.0", "modules: [rollsite, clustermanager, nodemanager, mysql, python]", "no module rollsite")]
    [InlineData("v2.0.0", "rollsite: { type: NodePort }", "its gateway is osx")]
    [InlineData("v1.8.0", "osx: { type: NodePort }", "its gateway is rollsite")]
    [InlineData("v2.0.0", "osx: { polling: { enabled: true } }", "cannot poll")]
    [InlineData("v1.8.0", "rollsite: { polling: { enabled: true } }", "polling.type")]
    [InlineData("v1.8.0", "rollsite: { polling: { enabled: true, type: client } }", "polling.server")]
    [InlineData("v1.8.0", "rollsite: { polling: { enabled: true, type: server } }", "polling.clientList")]
    [InlineData("v1.8.0", "rollsite: { enableTLS: true }", "only look safe")]
    [InlineData("v1.11.2", "rollsite: { enableTLS: true }", "rollsite.tlsSecret")]
    [InlineData("v1.11.2", "osx: { type: NodePort }", "its gateway is rollsite")]
    [InlineData("v2.2.0", "modules: [rollsite, clustermanager, nodemanager, mysql, python]", "no module rollsite")]
    [InlineData("v2.2.0", "osx: { polling: { enabled: true } }", "cannot poll")]
    [InlineData("v2.0.0", "osx: { enableTLS: true }", "osx.tlsSecret")]
    [InlineData("v2.0.0", "osx: { exchange: { ip: 192.168.0.1 } }", "both ip and port")]
    [InlineData("v2.0.0", "osx: { partyList: [{ partyId: 9999, partyIp: 192.168.0.1, partyPort: 1 }] }", "this cluster itself")]
    [InlineData("v1.8.0", "rollsite: { partyList: [&a { partyId: 1, partyIp: a, partyPort: 1 }, *a] }", "listed twice")]
    public async Task Settings_that_would_be_lost_are_refused_with_the_cure(string release, string keys, string message)
    {
        var said = await FateChart.RefuseAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken);
        Assert.Contains(message, said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Without_an_exchange_no_route_leads_an_unknown_party_back_to_ourselves(string release)
    {
        var table = await RouteTableAsync(release, "");
        Assert.Equal(["9999"], table["route_table"]!.AsObject().Select(route => route.Key));
        Assert.Equal("fateflow", table["route_table"]!["9999"]!["fateflow"]![0]!["ip"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("v1.8.0", "rollsite")]
    [InlineData("v1.11.2", "rollsite")]
    [InlineData("v2.0.0", "osx")]
    [InlineData("v2.2.0", "osx")]
    public async Task An_exchange_takes_every_party_that_is_not_listed(string release, string gateway)
    {
        var table = await RouteTableAsync(release, gateway + """
            :
              exchange: { ip: 192.168.0.1, port: 30000 }
              partyList: [{ partyId: 10000, partyIp: 192.168.10.1, partyPort: 30101 }]
            """);
        Assert.Equal("192.168.0.1", table["route_table"]!["default"]!["default"]![0]!["ip"]!.GetValue<string>());
        Assert.Equal(30000, table["route_table"]!["default"]!["default"]![0]!["port"]!.GetValue<int>());
        Assert.Equal(30101, table["route_table"]!["10000"]!["default"]![0]!["port"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_polling_server_and_a_polling_client_are_told_apart()
    {
        const string Server = "rollsite: { polling: { enabled: true, type: server, clientList: [{ partID: 10000 }] } }";
        var server = await RouteTableAsync("v1.8.0", Server);
        Assert.True(server["route_table"]!["10000"]!["default"]![0]!["is_polling"]!.GetValue<bool>());
        Assert.Null(server["route_table"]!["default"]);
        Assert.Equal("true", await PollingAsync(Server, "server.enabled"));
        Assert.Equal("50", await PollingAsync(Server, "concurrency"));

        const string Client = "rollsite: { polling: { enabled: true, type: client, server: { ip: 192.168.0.1, port: 9370 } } }";
        var client = await RouteTableAsync("v1.8.0", Client);
        Assert.Equal("192.168.0.1", client["route_table"]!["default"]!["default"]![0]!["ip"]!.GetValue<string>());
        Assert.Equal("true", await PollingAsync(Client, "client.enabled"));
    }

    [Fact]
    public async Task Osx_knows_its_own_party()
    {
        var manifests = await FateChart.RenderAsync("{ partyId: 10000, chartVersion: v2.0.0 }", TestContext.Current.CancellationToken);
        var table = JsonNode.Parse(manifests.File("ConfigMap", "osx-config", "route_table.json"))!;
        Assert.Equal("10000", Assert.Single(table["self_party"]!.AsArray())!.GetValue<string>());
    }

    private static async Task<string> PollingAsync(string keys, string key)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0", keys), TestContext.Current.CancellationToken);
        return Properties.Parse(manifests.File("ConfigMap", "rollsite-config", "eggroll.properties"))["eggroll.rollsite.polling." + key];
    }

    private static async Task<JsonNode> RouteTableAsync(string release, string keys)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken);
        var name = FateReleases.Find("fate", release)!.Gateway + "-config";
        return JsonNode.Parse(manifests.File("ConfigMap", name, "route_table.json"))!;
    }
}
