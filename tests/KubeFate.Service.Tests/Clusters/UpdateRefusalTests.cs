using System.Net;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>Updates that are refused: nothing is changed, so that all are tried on one cluster.</summary>
public sealed class UpdateRefusalTests(InstalledSite installed) : IClassFixture<InstalledSite>
{
    [Theory]
    [InlineData("demo", "v0.1.0", "\"replicas\":1", HttpStatusCode.Conflict, "spec_unchanged", "the configuration file did not change")]
    [InlineData("demo", "v0.1.0-rc.9", "\"replicas\":2", HttpStatusCode.Conflict, "downgrade", "using kubefate to downgrade a cluster is not supported yet")]
    [InlineData("demo", "v0.0.9", "\"replicas\":2", HttpStatusCode.Conflict, "downgrade", "using kubefate to downgrade a cluster is not supported yet")]
    [InlineData("other", "v0.1.0", "\"replicas\":1", HttpStatusCode.Conflict, "chart_differs", "doesn't support upgrade between different charts")]
    public async Task An_update_that_may_not_be_is_refused_in_the_originals_words(string chart, string version, string changes, HttpStatusCode expected, string code, string words)
    {
        var (status, body, _) = await installed.Site.SendAsync("PUT", "v1/cluster", ClusterSite.Body(changes, version, chart: chart));

        Assert.Equal((expected, code, words), (status, (string?)body["code"], (string?)body["error"]));
        Assert.Equal(1, (await installed.Site.ReleaseAsync()).Revision);
    }

    [Fact]
    public async Task An_unknown_cluster_is_told_in_the_originals_words_before_its_spec_is_looked_at()
    {
        var (status, body, _) = await installed.Site.SendAsync("PUT", "v1/cluster", """{"name":"a","namespace":"b","chart_name":"fate","chart_version":"v1.8.0"}""");
        Assert.Equal((HttpStatusCode.NotFound, "name=a Cluster is not existed"), (status, (string?)body["error"]));
    }
}

/// <summary>A site in which demo1 stands, with one replica.</summary>
public sealed class InstalledSite : IAsyncLifetime
{
    private ClusterSite? site;

    internal ClusterSite Site => site!;

    public async ValueTask InitializeAsync()
    {
        site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
    }
}
