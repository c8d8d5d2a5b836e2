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
        Assert.Equal(folder + "/tls.crt", broker["grpc.server.cert.chain.file"]);
        Assert.Equal(folder + "/tls.key", broker["grpc.server.private.key.file"]);
        Assert.Equal(folder + "/ca.crt", broker["grpc.server.ca.file"]);
        // Only then who comes in must show a certificate.
        Assert.Equal("true", broker["grpc.ssl.open.client.validate"]);
        Assert.Equal(9883, container["readinessProbe"]!["tcpSocket"]!["port"]!.GetValue<int>());
    }

    [Fact]
    public async Task Parties_are_called_with_tls_unless_one_is_left_out()
    {
        var routes = JsonNode.Parse((await RenderAsync()).File("ConfigMap", "osx-config", "route_table.json"))!["route_table"]!;
        var peer = routes["10000"]!["default"]![0]!;
        Assert.True(peer["useSSL"]!.GetValue<bool>());
        Assert.All(["caFile", "certChainFile", "privateKeyFile"], key => Assert.NotNull(peer[key]));
        Assert.Null(routes["8888"]!["default"]![0]!["useSSL"]);
    }

    [Fact]
    public async Task Rollsite_of_1_11_serves_and_calls_with_tls_beside_its_plain_port()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.11.2", Tls.Replace("osx:", "rollsite:", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var properties = Properties.Parse(manifests.File("ConfigMap", "rollsite-config", "eggroll.properties"));
        Assert.Equal("9380", properties["eggroll.rollsite.secure.port"]);
        Assert.Equal("true", properties["eggroll.core.security.secure.client.auth.enabled"]);
        var container = manifests.Container("rollsite", "rollsite");
        var mounted = container["volumeMounts"]!.AsArray().Single(mount => mount!["name"]!.GetValue<string>() == "certs")!["mountPath"]!.GetValue<string>();
        Assert.Equal((mounted + "/tls.crt", mounted + "/tls.key", mounted + "/ca.crt"),
            (properties["eggroll.core.security.crt.path"], properties["eggroll.core.security.key.path"], properties["eggroll.core.security.client.ca.crt.path"]));
        Assert.Equal(9380, container["readinessProbe"]!["tcpSocket"]!["port"]!.GetValue<int>());
        Assert.Equal((9380, 30091), Port(manifests.Get("Service", "rollsite-tls")));
        Assert.Equal("ClusterIP", manifests.Get("Service", "rollsite")["spec"]!["type"]!.GetValue<string>());

        var routes = JsonNode.Parse(manifests.File("ConfigMap", "rollsite-config", "route_table.json"))!["route_table"]!;
        Assert.True(routes["10000"]!["default"]![0]!["is_secure"]!.GetValue<bool>());
        Assert.Null(routes["8888"]!["default"]![0]!["is_secure"]);
        Assert.Null(routes["9999"]!["default"]![0]!["is_secure"]);
    }

    [Fact]
    public async Task Only_the_gateway_gets_the_key()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.11.2", Tls.Replace("osx:", "rollsite:", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("core.security", manifests.File("ConfigMap", "eggroll-config", "eggroll.properties"), StringComparison.Ordinal);
        var holders = manifests.Workloads.Where(workload => workload.ToJsonString().Contains("our-certificates", StringComparison.Ordinal));
        Assert.Equal("rollsite", Manifests.Name(Assert.Single(holders)));
    }

    private static (int Port, int NodePort) Port(JsonObject service)
    {
        var port = Assert.Single(service["spec"]!["ports"]!.AsArray())!;
        return (port["port"]!.GetValue<int>(), port["nodePort"]!.GetValue<int>());
    }

    private static Task<Manifests> RenderAsync() =>
        FateChart.RenderAsync(Clusters.Of("v2.0.0", Tls), TestContext.Current.CancellationToken);
}
