using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>lbrollsite: the door for other parties, and the way to several exchanges.</summary>
public sealed class BalancerTests
{
    private const string Keys = """
        modules: [{gateway}, lbrollsite, clustermanager, nodemanager, mysql, python]
        lbrollsite:
          type: NodePort
          nodePort: 30091
          size: 64m
          exchangeList: [{ id: 1, ip: 192.168.0.1, port: 30000 }, { id: 2, ip: exchange.example.com, port: 30001 }]
        """;

    [Theory]
    [InlineData("v1.8.0", "rollsite")]
    [InlineData("v1.11.2", "rollsite")]
    [InlineData("v2.2.0", "osx")]
    public async Task Others_come_in_through_it_and_calls_to_the_rest_go_out_over_all_exchanges(string release, string gateway)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, Keys.Replace("{gateway}", gateway, StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var door = manifests.Get("Service", "lbrollsite")["spec"]!;
        Assert.Equal(("NodePort", 30091), (door["type"]!.GetValue<string>(), Assert.Single(door["ports"]!.AsArray())!["nodePort"]!.GetValue<int>()));
        Assert.Equal("ClusterIP", manifests.Get("Service", gateway)["spec"]!["type"]!.GetValue<string>());
        Assert.Equal(gateway, manifests.Get("Service", "lbrollsite-gateway")["spec"]!["selector"]!["fateMoudle"]!.GetValue<string>());

        var nginx = manifests.File("ConfigMap", "lbrollsite-config", "nginx.conf");
        string[] lines = ["grpc_pass grpc://lbrollsite-gateway:9370;", "server 192.168.0.1:30000;", "server exchange.example.com:30001;", "client_max_body_size 64m;", "grpc_pass grpc://exchanges;"];
        Assert.All(lines, line => Assert.Contains(line, nginx, StringComparison.Ordinal));
        var exchange = JsonNode.Parse(manifests.File("ConfigMap", gateway + "-config", "route_table.json"))!["route_table"]!["default"]!["default"]![0]!;
        Assert.Equal(("lbrollsite-exchanges", 9390), (exchange["ip"]!.GetValue<string>(), exchange["port"]!.GetValue<int>()));
    }

    [Fact]
    public async Task It_hands_no_encrypted_call_on_in_plain_text()
    {
        var keys = Keys.Replace("{gateway}", "osx", StringComparison.Ordinal) + "\nosx: { enableTLS: true, tlsSecret: a }";
        Assert.Contains("in plain text", await FateChart.RefuseAsync(Clusters.Of("v2.0.0", keys), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
