using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>The ways between parties: what the plain cluster has of each module, and how the same goes through an exchange.</summary>
internal static class Routes
{
    public static IReadOnlyList<string> Gateways { get; } = ["rollsite", "osx"];

    /// <summary>Doors and routes of each module, as the examples have them.</summary>
    public static JsonObject Plain(Combination cluster)
    {
        var sections = OptionSets.Yaml("""
            rollsite: &gateway { type: NodePort, nodePort: 30091, partyList: [{ partyId: 10000, partyIp: 192.168.10.1, partyPort: 30101 }] }
            osx: *gateway
            python: { type: NodePort, httpNodePort: 30097, grpcNodePort: 30092 }
            nginx:
              type: NodePort
              httpNodePort: 30093
              grpcNodePort: 30098
              route_table:
                "10000":
                  proxy: [{ host: 192.168.10.1, http_port: 30103, grpc_port: 30108 }]
                  fateflow: [{ host: 192.168.10.1, http_port: 30107, grpc_port: 30102 }]
            rabbitmq: { type: NodePort, nodePort: 30094, default_user: fate, default_pass: rabbit-secret, user: fate, password: rabbit-secret, route_table: { "10000": { host: 192.168.10.1, port: 30104 } } }
            pulsar: { type: NodePort, httpNodePort: 30094, httpsNodePort: 30099, route_table: { "10000": { host: 192.168.10.1, port: 30104, sslPort: 30109 } } }
            trafficServer: { type: NodePort, nodePort: 30007, route_table: { sni: [{ fqdn: 10000.fate.org, tunnelRoute: "192.168.10.1:30109" }] } }
            servingProxy: { type: NodePort, nodePort: 30096, partyList: [{ partyId: 10000, partyIp: 192.168.10.1, partyPort: 30106 }] }
            servingServer: { type: NodePort, nodePort: 30095 }
            """);
        foreach (var name in sections.Select(section => section.Key).Except(cluster.Modules).ToArray()) sections.Remove(name);
        return sections;
    }

    public static JsonObject? Exchange(Combination cluster)
    {
        var sections = OptionSets.Yaml("""
            rollsite: &gateway { exchange: { ip: 192.168.0.1, port: 30000 } }
            osx: *gateway
            nginx: { exchange: { ip: 192.168.0.1, httpPort: 30003, grpcPort: 30008 } }
            pulsar: { tlsSecret: pulsar-cert, exchange: { ip: 192.168.0.1, port: 30000, domain: fate.org } }
            servingProxy: { exchange: { ip: 192.168.0.1, port: 30000 } }
            """);
        foreach (var name in sections.Select(section => section.Key).Except(cluster.Modules).ToArray()) sections.Remove(name);
        return sections.Count == 0 ? null : sections;
    }
}
