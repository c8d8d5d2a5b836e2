using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Values;

/// <summary>What the Kubernetes cluster around it has: nodes, doors, a mesh, old admission.</summary>
public sealed class PlacementTests
{
    [Theory]
    [InlineData("v1.8.0", "rollsite", "rollsite")]
    [InlineData("v1.8.0", "nodemanager", "nodemanager-0")]
    [InlineData("v2.0.0", "osx", "osx")]
    [InlineData("v2.0.0", "nodemanager", "nodemanager")]
    [InlineData("v2.0.0", "clustermanager", "clustermanager")]
    [InlineData("v2.0.0", "mysql", "mysql")]
    [InlineData("v2.0.0", "python", "python")]
    [InlineData("v2.0.0", "fateboard", "fateboard")]
    [InlineData("v2.0.0", "client", "client")]
    public async Task A_module_goes_where_it_is_sent_with_the_resources_it_is_given(string release, string module, string workload)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release, $$"""
            {{module}}:
              nodeSelector: { disk: ssd }
              tolerations: [{ key: fate, operator: Exists }]
              affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } }
              podAnnotations: { example.com/team: risk }
              serviceAccountName: special
              resources: { requests: { cpu: 3 } }
            """), TestContext.Current.CancellationToken);
        var template = manifests.Workloads.Single(candidate => Manifests.Name(candidate) == workload)["spec"]!["template"]!;
        var pod = template["spec"]!;
        Assert.Equal("ssd", pod["nodeSelector"]!["disk"]!.GetValue<string>());
        Assert.Equal("fate", pod["tolerations"]![0]!["key"]!.GetValue<string>());
        Assert.NotNull(pod["affinity"]!["nodeAffinity"]);
        Assert.Equal("special", pod["serviceAccountName"]!.GetValue<string>());
        Assert.Equal("risk", template["metadata"]!["annotations"]!["example.com/team"]!.GetValue<string>());
        Assert.Equal(3, pod["containers"]![0]!["resources"]!["requests"]!["cpu"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("v1.8.0", "rollsite")]
    [InlineData("v2.0.0", "osx")]
    public async Task A_gateway_takes_the_door_it_is_given(string release, string gateway)
    {
        var closed = await ServiceAsync(release, "", gateway);
        Assert.Equal("ClusterIP", closed["type"]!.GetValue<string>());
        Assert.Null(closed["clusterIP"]);
        var balanced = await ServiceAsync(release, gateway + ": { type: LoadBalancer, loadBalancerIP: 192.168.0.9 }", gateway);
        Assert.Equal("192.168.0.9", balanced["loadBalancerIP"]!.GetValue<string>());
        Assert.Null(balanced["clusterIP"]);
        var chosen = await ServiceAsync(release, gateway + ": { type: NodePort }", gateway);
        Assert.Null(chosen["ports"]![0]!["nodePort"]);
    }

    [Fact]
    public async Task FATE_Flow_opens_its_two_ports_to_clients_outside()
    {
        const string Keys = "python: { type: NodePort, httpNodePort: 30097, grpcNodePort: 30092 }";
        var service = await ServiceAsync("v1.8.0", Keys, "fateflow-client");
        var ports = service["ports"]!.AsArray().ToDictionary(
            port => port!["port"]!.GetValue<int>(), port => port!["nodePort"]!.GetValue<int>());
        Assert.Equal((30092, 30097), (ports[9360], ports[9380]));
    }

    [Fact]
    public async Task Host_names_become_ingresses_of_the_stable_api()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v1.8.0", """
            ingressClassName: traefik
            ingress:
              fateboard:
                annotations: { example.com/a: b }
                hosts: [{ name: board.example.com, path: /fate }]
                tls: [{ secretName: board-tls, hosts: [board.example.com] }]
              client:
                hosts: [{ name: notebook.example.com }]
            """), TestContext.Current.CancellationToken);
        var board = manifests.Get("Ingress", "fateboard");
        Assert.Equal("networking.k8s.io/v1", board["apiVersion"]!.GetValue<string>());
        Assert.Equal("traefik", board["spec"]!["ingressClassName"]!.GetValue<string>());
        Assert.Equal("board-tls", board["spec"]!["tls"]![0]!["secretName"]!.GetValue<string>());
        Assert.Equal("/fate", board["spec"]!["rules"]![0]!["http"]!["paths"]![0]!["path"]!.GetValue<string>());
        var notebook = manifests.Get("Ingress", "client")["spec"]!["rules"]![0]!;
        Assert.Equal("notebook.example.com", notebook["host"]!.GetValue<string>());
        Assert.Equal("notebook", notebook["http"]!["paths"]![0]!["backend"]!["service"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Host_names_become_routes_of_a_gateway_beside_the_ingresses_one_for_each_path()
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v2.0.0", """
            gateway: { name: edge, namespace: gateways }
            ingress:
              fateboard:
                hosts: [{ name: board.example.com, path: /fate }, { name: board.example.org, path: /fate }, { name: fate.example.com }]
            """), TestContext.Current.CancellationToken);
        Assert.NotNull(manifests.Find("Ingress", "fateboard"));
        var whole = manifests.Get("HTTPRoute", "fateboard");
        Assert.Equal("gateway.networking.k8s.io/v1", whole["apiVersion"]!.GetValue<string>());
        Assert.Equal("""[{"name":"edge","namespace":"gateways"}]""", whole["spec"]!["parentRefs"]!.ToJsonString());
        Assert.Equal("""["fate.example.com"]""", whole["spec"]!["hostnames"]!.ToJsonString());
        Assert.Equal("""{"name":"fateboard","port":8080}""", whole["spec"]!["rules"]![0]!["backendRefs"]![0]!.ToJsonString());
        var below = manifests.Get("HTTPRoute", "fateboard-1")["spec"]!;
        Assert.Equal("""["board.example.com","board.example.org"]""", below["hostnames"]!.ToJsonString());
        Assert.Equal("""{"type":"PathPrefix","value":"/fate"}""", below["rules"]![0]!["matches"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task A_gateway_without_a_name_is_refused() =>
        Assert.Contains("gateway.name: missing", await FateChart.RefuseAsync(Clusters.Of("v2.0.0", "gateway: { namespace: gateways }\ningress: { fateboard: { hosts: [{ name: a.example.com }] } }"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public async Task A_mesh_takes_the_pods_in_and_lets_the_waiting_past()
    {
        var clusterYaml = Clusters.Of("v2.0.0", "istio: { enabled: true }");
        var manifests = await FateChart.RenderAsync(clusterYaml, TestContext.Current.CancellationToken);
        Assert.All(manifests.Workloads, workload =>
        {
            var annotations = workload["spec"]!["template"]!["metadata"]!["annotations"]!;
            Assert.Equal("true", annotations["sidecar.istio.io/inject"]!.GetValue<string>());
        });
        var waiting = manifests.Container("python", "wait-for-mysql")["securityContext"]!;
        Assert.Equal(1337, waiting["runAsUser"]!.GetValue<int>());
    }

    [Fact]
    public async Task Pod_security_policies_are_refused_where_kubernetes_has_none()
    {
        var clusterYaml = Clusters.Of("v1.8.0", "podSecurityPolicy: { enabled: true }");
        var said = await FateChart.RefuseAsync(clusterYaml, TestContext.Current.CancellationToken);
        Assert.Contains("pod-security.kubernetes.io/enforce", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_admission_is_served_where_it_is_left()
    {
        var result = await FateChart.RunAsync(
            Tools.Helm,
            Clusters.Of("v1.8.0", "podSecurityPolicy: { enabled: true }"),
            ["--kube-version", "1.24.0"],
            TestContext.Current.CancellationToken);
        var manifests = new Manifests(result.MustSucceed().Output);
        var policy = Manifests.Name(manifests.Objects.Single(candidate => Manifests.Kind(candidate) == "PodSecurityPolicy"));
        Assert.Equal(policy, manifests.Get("Role", "fate")["rules"]![0]!["resourceNames"]![0]!.GetValue<string>());
        Assert.NotNull(manifests.Find("RoleBinding", "fate"));
    }

    private static async Task<JsonNode> ServiceAsync(string release, string keys, string name) =>
        (await FateChart.RenderAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken)).Get("Service", name)["spec"]!;
}
