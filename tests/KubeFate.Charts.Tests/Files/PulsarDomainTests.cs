using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Files;

/// <summary>How an exchange of Pulsars finds a party: by its name, party.domain.</summary>
public sealed class PulsarDomainTests
{
    [Theory]
    [InlineData("v1.8.0", "backend: spark_pulsar")]
    [InlineData("v1.11.2", "computing: Spark\nfederation: Pulsar\nstorage: HDFS")]
    public async Task A_party_that_names_no_domain_is_found_under_the_originals(string version, string engine)
    {
        var keys = engine + "\n" + """
            nginx: { exchange: { ip: 192.168.0.1, httpPort: 30003, grpcPort: 30008 } }
            pulsar: { exchange: { ip: 192.168.0.1, port: 30000 } }
            """;
        var manifests = await FateChart.RenderAsync(Clusters.Of(version, keys), TestContext.Current.CancellationToken);

        var routes = YamlDocuments.Read(manifests.File("ConfigMap", "python-engines", "pulsar_route_table.yaml"));

        Assert.Equal("fate.org", routes["default"]!["domain"]!.GetValue<string>());
    }
}
