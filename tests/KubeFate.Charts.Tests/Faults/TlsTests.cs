using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>TLS between parties: on everywhere it is seen, or refused (GatewayTests).</summary>
public sealed class TlsTests
{
    private const string Tls = """
        osx:
          type: NodePort
          nodePort: 30091
          enableTLS: true
          tlsSecret: our-certificates
          partyList:
          - { partyId: 10000, partyIp: 192.168.10.1, partyPort: 30101 }
          - { partyId: 8888, partyIp: 192.168.8.1, partyPort: 30101, enableTLS: false }
        """;

    [Fact]
    public async Task Only_the_tls_port_faces_outwards()
    {
        var manifests = await RenderAsync();
        Assert.Equal("ClusterIP", manifests.Get("Service", "osx")["spec"]!["type"]!.GetValue<string>());
        var outside = manifests.Get("Service", "osx-tls")["spec"]!;
        var port = Assert.Single(outside["ports"]!.AsArray())!;
        Assert.Equal("NodePort", outside["type"]!.GetValue<string>());
        Assert.Equal((9883, 30091), (port["port"]!.GetValue<int>(), port["nodePort"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_broker_serves_tls_with_the_mounted_certificates_and_is_ready_only_then()
    {
        var manifests = await RenderAsync();
        var broker = Properties.Parse(manifests.File("ConfigMap", "osx-config", "broker.properties"));
        Assert.Equal("true", broker["open.grpc.tls.server"]);
        var container = manifests.Container("osx", "osx");
        var mounted = container["volumeMounts"]!.AsArray().Single(mount => mount!["name"]!.GetValue<string>() == "certs")!;
        var folder = mounted["mountPath"]!.GetValue<string>();
        Assert.Equal(folder + "/tls.crt", broker["server.cert.chain.file"]);
        Assert.Equal(folder + "/tls.key", broker["server.private.key.file"]);
        Assert.Equal(folder + "/ca.crt", broker["server.ca.file"]);
        Assert.Equal(9883, container["readinessProbe"]!["tcpSocket"]!["port"]!.GetValue<int>());
    }

    [Fact]
    public async Task Parties_are_called_with_tls_unless_one_is_left_out()
    {
        var routes = JsonNode.Parse((await RenderAsync()).File("ConfigMap", "osx-config", "route_table.json"))!["route_table"]!;
        var peer = routes["10000"]!["default"]![0]!;
        Assert.True(peer["useSSL"]!.GetValue<bool>());
        Assert.Equal("TLS", peer["negotiationType"]!.GetValue<string>());
        Assert.All(["caFile", "certChainFile", "privateKeyFile"], key => Assert.NotNull(peer[key]));
        Assert.Null(routes["8888"]!["default"]![0]!["useSSL"]);
    }

    private static Task<Manifests> RenderAsync() =>
        FateChart.RenderAsync(Clusters.Of("v2.0.0", Tls), TestContext.Current.CancellationToken);
}
