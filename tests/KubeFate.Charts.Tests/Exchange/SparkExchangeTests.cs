using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Exchange;

/// <summary>The exchange of parties on Spark: nginx for FATE-Flow's calls, trafficServer for the data of Pulsar.</summary>
public sealed class SparkExchangeTests
{
    private const string Routes = """
        trafficServer: { route_table: { sni: [{ fqdn: 9999.fate.org, tunnelRoute: "192.168.9.1:30099" }, { fqdn: 10000.Fate.org, tunnelRoute: "pulsar.example.com:30109" }] } }
        nginx: { route_table: { "9999": { proxy: [{ host: 192.168.9.1, http_port: 30093, grpc_port: 30098 }], fateflow: [{ host: 192.168.9.1, http_port: 30097, grpc_port: 30092 }] } } }
        """;

    [Fact]
    public async Task Nginx_knows_the_parties_and_no_way_to_itself()
    {
        var routes = YamlDocuments.Read((await RenderAsync()).File("ConfigMap", "nginx-config", "route_table.yaml"));
        Assert.Equal(["9999"], routes.Select(route => route.Key));
        Assert.Equal(30097, routes["9999"]!["fateflow"]![0]!["http_port"]!.GetValue<int>());
    }

    [Fact]
    public async Task Pulsar_is_passed_on_by_name_and_a_name_that_is_not_listed_is_cut_off()
    {
        var config = (await RenderAsync()).File("ConfigMap", "traffic-server-config", "nginx.conf");
        Assert.Contains("default \"\";", config, StringComparison.Ordinal);
        Assert.Contains("9999.fate.org route0;", config, StringComparison.Ordinal);
        Assert.Contains("10000.fate.org route1;", config, StringComparison.Ordinal);
        Assert.Contains("server pulsar.example.com:30109;", config, StringComparison.Ordinal);
        Assert.Contains("ssl_preread on;", config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_image_has_a_tag_and_no_certificate_is_asked_for()
    {
        var manifests = await RenderAsync();
        Assert.All(manifests.Containers, container => Assert.Matches(":[0-9]+\\.[0-9]+\\.[0-9]+(-release)?$", container["image"]!.GetValue<string>()));
        Assert.DoesNotContain("secretName", manifests.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trafficServer: { image: federatedai/trafficserver }", "must be one of nginx")]
    [InlineData("trafficServer: { route_table: { sni: [{ fqdn: 9999.fate.org, tunnelRoute: 192.168.9.1 }] } }", "is no address")]
    [InlineData("trafficServer: { route_table: { sni: [{ fqdn: \"a;b\", tunnelRoute: \"192.168.9.1:1\" }] } }", "is no host name")]
    public async Task What_would_not_work_is_refused_with_the_cure(string keys, string message) =>
        Assert.Contains(message, await FateChart.RefuseAsync(ExchangeTests.Exchange("v1.11.2", "modules: [nginx, trafficServer]\n" + keys), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private static Task<Manifests> RenderAsync() =>
        FateChart.RenderAsync(ExchangeTests.Exchange("v1.11.2", "modules: [nginx, trafficServer]\n" + Routes), TestContext.Current.CancellationToken);
}
