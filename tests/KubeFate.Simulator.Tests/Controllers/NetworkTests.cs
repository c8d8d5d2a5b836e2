using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class NetworkTests
{
    [Fact]
    public async Task A_service_lists_the_ready_pods_that_it_selects()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Services, Service("python", "{ app: python }"));
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(replicas: 2));

        var slice = Assert.Single(cluster.All(ResourceCatalog.EndpointSlices));
        Assert.Equal("python", slice.Label("kubernetes.io/service-name"));
        Assert.Equal(cluster.Pods.Select(pod => pod.Text("status", "podIP")), slice.Items("endpoints")
            .Select(endpoint => endpoint.At("addresses")![0]!.ToString()));
        Assert.All(slice.Items("endpoints"), endpoint => Assert.True(endpoint.Flag("conditions", "ready")));
        Assert.Equal(9380, slice.Items("ports").Single().Number("port"));
        Assert.Equal(2, cluster.Get(ResourceCatalog.Endpoints, "python").Items("subsets").Single().Items("addresses").Count());

        await cluster.UpdateAsync(ResourceCatalog.Deployments, "python", item => item["spec"]!["replicas"] = 0);
        Assert.Empty(Assert.Single(cluster.All(ResourceCatalog.EndpointSlices)).Items("endpoints"));
    }

    [Fact]
    public async Task A_pod_that_is_not_ready_is_listed_as_such()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Services, Service("python", "{ app: python }"));
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(annotations: "{ simulator.kubefate.io/stage: never-ready }"));

        Assert.False(Assert.Single(cluster.All(ResourceCatalog.EndpointSlices)).Items("endpoints").Single().Flag("conditions", "ready"));
        Assert.Single(cluster.Get(ResourceCatalog.Endpoints, "python").Items("subsets").Single().Items("notReadyAddresses"));
    }

    [Fact]
    public async Task The_lists_go_with_their_service()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Services, Service("python", "{ app: python }"));
        await cluster.DeleteAsync(ResourceCatalog.Services, "python");

        Assert.Empty(cluster.All(ResourceCatalog.EndpointSlices));
        Assert.Empty(cluster.All(ResourceCatalog.Endpoints));
    }

    [Fact]
    public async Task A_load_balancer_and_an_ingress_get_an_address()
    {
        await using var cluster = await TestCluster.StartAsync();
        var service = await cluster.CreateAsync(
            ResourceCatalog.Services, Service("rollsite", "{ app: rollsite }").Replace("ports:", "type: LoadBalancer, ports:", StringComparison.Ordinal));
        var ingress = await cluster.CreateAsync(
            ResourceCatalog.Ingresses, "{ metadata: { name: fateboard }, spec: { rules: [{ host: party9999.fateboard.example.com }] } }");

        Assert.Equal("198.51.100.1", service.At("status", "loadBalancer").Items("ingress").Single().Text("ip"));
        Assert.Equal(NodeNames.Address, ingress.At("status", "loadBalancer").Items("ingress").Single().Text("ip"));
    }

    private static string Service(string name, string selector) =>
        $"{{ metadata: {{ name: {name} }}, spec: {{ selector: {selector}, ports: [{{ name: http, port: 80, targetPort: 9380, protocol: TCP }}] }} }}";
}
