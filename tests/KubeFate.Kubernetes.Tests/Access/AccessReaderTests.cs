using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;

namespace KubeFate.Kubernetes.Tests.Access;

public sealed class AccessReaderTests : ServerFixture
{
    private const string Services = "api/v1/namespaces/ns/services";
    private const string Ingresses = "apis/networking.k8s.io/v1/namespaces/ns/ingresses";

    [Fact]
    public async Task Hosts_ports_and_the_outer_address_of_a_node_are_found()
    {
        Server.At(Ingresses).Put(Parse("""{"metadata":{"name":"fateboard"},"spec":{"rules":[{"host":"b.example"},{"host":"a.example"},{}]}}"""));
        Server.At(Ingresses).Put(Parse("""{"metadata":{"name":"notebook"},"spec":{"rules":[{"host":"n.example"}]}}"""));
        Server.At(Services).Put(Parse("""{"metadata":{"name":"rollsite"},"spec":{"type":"NodePort","ports":[{"name":"grpc","port":9370,"nodePort":30091}]}}"""));
        Server.At(Services).Put(Parse("""{"metadata":{"name":"mysql"},"spec":{"type":"ClusterIP","ports":[{"port":3306}]}}"""));
        Server.At(Services).Put(Parse("""{"metadata":{"name":"nginx"},"spec":{"type":"LoadBalancer","ports":[{"port":9300}]},"status":{"loadBalancer":{"ingress":[{"ip":"5.6.7.8"}]}}}"""));
        Server.At("api/v1/nodes").Put(Node("n1", ("Hostname", "n1"), ("InternalIP", "10.0.0.1")));
        Server.At("api/v1/nodes").Put(Node("n2", ("InternalIP", "10.0.0.2"), ("ExternalIP", "1.2.3.4")));

        var access = await Gateway.GetAccessAsync("ns", "fate-9999", Token);

        Assert.Equal(["b.example", "a.example", "n.example"], access.Hosts);
        Assert.Equal(
            [
                new OutsidePort { Service = "nginx", Name = "", Port = 9300, LoadBalancer = "5.6.7.8" },
                new OutsidePort { Service = "rollsite", Name = "grpc", Port = 9370, NodePort = 30091 },
            ],
            access.Ports);
        Assert.Equal("1.2.3.4", access.NodeAddress);
        Assert.Empty(access.Notes);
        Assert.Equal(1, Count($"{Services}?limit=500&labelSelector=name%3Dfate-9999"));
    }

    [Fact]
    public async Task Without_the_right_to_list_nodes_a_pods_node_will_do()
    {
        Server.Refuse("api/v1/nodes", 403, "Forbidden", "no");
        Server.Refuse(Ingresses, 403, "Forbidden", "no ingresses for you");
        Server.At(Samples.Pods).Put(Parse("""{"metadata":{"name":"p0"},"status":{}}"""));
        Server.At(Samples.Pods).Put(Parse("""{"metadata":{"name":"p1"},"status":{"hostIP":"10.0.0.7"}}"""));

        var access = await Gateway.GetAccessAsync("ns", "fate-9999", Token);

        Assert.Equal("10.0.0.7", access.NodeAddress);
        Assert.Equal("ingresses cannot be seen: no ingresses for you", Assert.Single(access.Notes));
    }

    [Fact]
    public async Task With_nothing_to_be_found_there_is_nothing()
    {
        var access = await Gateway.GetAccessAsync("ns", "fate-9999", Token);

        Assert.Null(access.NodeAddress);
        Assert.Empty(access.Hosts);
        Assert.Empty(access.Ports);
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static JsonObject Node(string name, params (string Type, string Address)[] addresses) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["status"] = new JsonObject
        {
            ["addresses"] = new JsonArray([.. addresses.Select(one => new JsonObject { ["type"] = one.Type, ["address"] = one.Address })]),
        },
    };
}
