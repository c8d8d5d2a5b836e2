using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Files;

/// <summary>A JVM asks for what its container has, not for what its image was built with.</summary>
public sealed class MemoryTests
{
    [Theory]
    [InlineData("", 2048, 1024)]
    [InlineData("osx: { resources: { limits: { memory: 8Gi } } }", 4096, 2048)]
    [InlineData("osx: { resources: { requests: { memory: 1536Mi } } }", 768, 384)]
    [InlineData("osx: { resources: { limits: { memory: 2G } } }", 953, 476)]
    [InlineData("osx: { resources: { limits: { memory: '1073741824' } } }", 512, 256)]
    public async Task Osx_takes_half_of_its_memory_as_heap_and_touches_none_of_it_in_advance(string keys, int heap, int direct)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of("v2.0.0", keys), TestContext.Current.CancellationToken);
        var options = Variable(manifests, "osx", "osx", "JAVA_OPTIONS");
        Assert.Contains($"-Xmx{heap}m -XX:MaxDirectMemorySize={direct}m", options, StringComparison.Ordinal);
        Assert.DoesNotContain("AlwaysPreTouch", options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.8.0", "python")]
    [InlineData("v2.0.0", "fateboard")]
    public async Task Fate_board_stays_within_its_limit(string release, string workload)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        Assert.Equal("-Xms128m -Xmx768m", Variable(manifests, workload, "fateboard", "_JAVA_OPTIONS"));
        Assert.Equal("1Gi", manifests.Container(workload, "fateboard")["resources"]!["limits"]!["memory"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Every_container_says_what_it_needs(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        Assert.All(manifests.Containers, container =>
        {
            Assert.NotNull(container["resources"]?["requests"]?["cpu"]);
            Assert.NotNull(container["resources"]?["requests"]?["memory"]);
        });
    }

    [Fact]
    public async Task An_amount_that_is_none_is_refused()
    {
        var clusterYaml = Clusters.Of("v2.0.0", "osx: { resources: { limits: { memory: 4 gigs } } }");
        var said = await FateChart.RefuseAsync(clusterYaml, TestContext.Current.CancellationToken);
        Assert.Contains("is no amount of memory", said, StringComparison.Ordinal);
    }

    private static string Variable(Manifests manifests, string workload, string container, string name) =>
        manifests.Container(workload, container)["env"]!.AsArray()
            .Single(variable => variable!["name"]!.GetValue<string>() == name)!["value"]!.GetValue<string>();
}
