using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Serving;

/// <summary>FATE-Serving: what the programs read, and faults known from other charts of it.</summary>
public sealed class ServingTests
{
    [Fact]
    public async Task A_file_written_for_the_original_works_as_it_is()
    {
        var manifests = await RenderAsync("""
            registry: ""
            imageTag: ""
            pullPolicy:
            imagePullSecrets:
            - name: myregistrykey
            persistence: false
            modules: [servingProxy, servingRedis, servingServer, servingZookeeper, servingAdmin]
            servingAdmin: { ingressHost: 9999.serving-admin.kubefate.net, username: admin, password: a-password }
            servingProxy:
              nodePort: 30096
              type: NodePort
              ingerssHost: 9999.serving-proxy.kubefate.net
              nodeSelector: {}
              partyList: [{ partyId: 10000, partyIp: 192.168.10.1, partyPort: 30106 }]
            servingServer: { type: NodePort, nodePort: 30095, fateflow: { ip: 192.168.9.1, port: 30097 }, subPath: "", existingClaim: "", storageClass: serving-server, accessMode: ReadWriteOnce, size: 1Gi }
            servingRedis: { password: fate_dev, nodeSelector: {}, storageClass: serving-redis, size: 1Gi }
            servingZookeeper: { storageClassName: managed-nfs-storage }
            """);
        Assert.Equal(5, manifests.Workloads.Count());
        Assert.Equal("9999.serving-proxy.kubefate.net", manifests.Get("Ingress", "serving-proxy")["spec"]!["rules"]![0]!["host"]!.GetValue<string>());
        Assert.NotNull(manifests.Find("Ingress", "serving-admin"));
        Assert.Equal(30096, manifests.Get("Service", "serving-proxy")["spec"]!["ports"]![0]!["nodePort"]!.GetValue<int>());
    }

    [Fact]
    public async Task Without_an_exchange_no_route_leads_an_unknown_party_anywhere()
    {
        var routes = await RoutesAsync("servingProxy: { partyList: [{ partyId: 10000, partyIp: 192.168.10.1, partyPort: 30106 }] }");
        Assert.Equal(["10000", "9999"], routes.Select(route => route.Key));
        Assert.Equal(30106, routes["10000"]!["default"]![0]!["port"]!.GetValue<int>());
        Assert.Equal(["serving"], routes["9999"]!.AsObject().Select(role => role.Key));
    }

    [Fact]
    public async Task An_exchange_takes_every_party_that_is_not_listed() =>
        Assert.Equal("192.168.0.1", (await RoutesAsync("servingProxy: { exchange: { ip: 192.168.0.1, port: 30100 } }"))["default"]!["default"]![0]!["ip"]!.GetValue<string>());

    [Fact]
    public async Task The_server_finds_registry_cache_proxy_and_fateflow()
    {
        var manifests = await RenderAsync("servingServer: { fateflow: { ip: 192.168.9.1, port: 30097 } }");
        var properties = Properties.Parse(manifests.File("Secret", "serving-server-config", "serving-server.properties"));
        Assert.Equal("serving-zookeeper:2181", properties["zk.url"]);
        Assert.Equal(("redis", "serving-redis", "redis-secret"), (properties["cache.type"], properties["redis.ip"], properties["redis.password"]));
        Assert.Equal("serving-proxy-intra:8879", properties["proxy"]);
        Assert.Equal("http://192.168.9.1:30097/v1/model/transfer", properties["model.transfer.url"]);
    }

    [Fact]
    public async Task Without_registry_and_cache_the_parts_find_each_other_by_name()
    {
        var manifests = await RenderAsync("modules: [servingProxy, servingServer]");
        var properties = Properties.Parse(manifests.File("Secret", "serving-server-config", "serving-server.properties"));
        Assert.Equal(("false", "false", "local"), (properties["useRegister"], properties["useZkRouter"], properties["cache.type"]));
        Assert.DoesNotContain("wait-for", manifests.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redis_of_ones_own_is_used_with_its_own_password()
    {
        var manifests = await RenderAsync("modules: [servingProxy, servingServer, servingZookeeper]\nexternalRedisIp: redis.example.com\nexternalRedisPassword: 'a\\b'");
        var properties = Properties.Parse(manifests.File("Secret", "serving-server-config", "serving-server.properties"));
        Assert.Equal(("redis.example.com", "6379", "a\\b"), (properties["redis.ip"], properties["redis.port"], properties["redis.password"]));
    }

    [Fact]
    public async Task Redis_gets_its_password_from_a_file_and_keeps_its_data_where_it_writes_it()
    {
        var manifests = await RenderAsync("persistence: true\nservingRedis: { password: 'a\"b' }");
        Assert.Contains("requirepass \"a\\\"b\"", manifests.File("Secret", "serving-redis-config", "redis.conf"), StringComparison.Ordinal);
        Assert.Contains("dir /data", manifests.File("Secret", "serving-redis-config", "redis.conf"), StringComparison.Ordinal);
        var redis = manifests.Container("serving-redis", "serving-redis");
        Assert.DoesNotContain("a\"b", redis["args"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(redis["volumeMounts"]!.AsArray(), mount => mount!["mountPath"]!.GetValue<string>() == "/data");
        Assert.NotNull(manifests.Find("PersistentVolumeClaim", "serving-redis-data"));
    }

    [Fact]
    public async Task Only_the_ports_meant_for_others_are_opened()
    {
        var manifests = await RenderAsync("servingProxy: { type: NodePort, nodePort: 30096 }");
        Assert.DoesNotContain(manifests.Get("Service", "serving-proxy")["spec"]!["ports"]!.AsArray(), port => port!["port"]!.GetValue<int>() == 8879);
        Assert.Equal("ClusterIP", manifests.Get("Service", "serving-proxy-intra")["spec"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("modules: [servingAdmin]", "servingAdmin needs servingZookeeper")]
    [InlineData("modules: [servingRouter]", "FATE-Serving v2.1.6 has no module servingRouter")]
    [InlineData("servingProxy: { partyList: [{ partyId: 9999, partyIp: a, partyPort: 1 }] }", "this cluster itself")]
    [InlineData("servingProxy: { exchange: { ip: 192.168.0.1 } }", "both ip and port")]
    [InlineData("servingServer: { fateflow: { ip: 192.168.9.1 } }", "both ip and port")]
    [InlineData("modules: [servingServer]\nservingServer: { cacheType: redis }", "needs the module servingRedis")]
    public async Task What_would_not_work_is_refused_with_the_cure(string keys, string message) =>
        Assert.Contains(message, await FateChart.RefuseAsync(Serving(keys), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public async Task A_party_must_be_named() =>
        Assert.Contains("partyId: missing", await FateChart.RefuseAsync("chartName: fate-serving", TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private static string Serving(string keys) => $"chartName: fate-serving\nchartVersion: v2.1.6\nname: fate-serving-9999\npartyId: 9999\n{keys}";

    private static Task<Manifests> RenderAsync(string keys) => FateChart.RenderAsync(Serving(keys), TestContext.Current.CancellationToken);

    private static async Task<JsonObject> RoutesAsync(string keys) =>
        JsonNode.Parse((await RenderAsync(keys)).File("ConfigMap", "serving-proxy-config", "route_table.json"))!["route_table"]!.AsObject();
}
