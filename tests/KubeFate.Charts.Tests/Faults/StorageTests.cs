using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>Data that is to be kept, and is.</summary>
public sealed class StorageTests
{
    private const string Sizes = """
        persistence: true
        python: { size: 3Gi }
        mysql: { size: 9Gi }
        """;

    [Fact]
    public async Task Each_claim_has_its_own_modules_size_in_1_x()
    {
        var manifests = await RenderAsync("v1.8.0", Sizes);
        Assert.Equal("3Gi", Size(manifests.Get("PersistentVolumeClaim", "python-data")));
        Assert.Equal("9Gi", Size(manifests.Get("PersistentVolumeClaim", "mysql-data")));
    }

    [Theory]
    [InlineData("v1.11.2")]
    [InlineData("v2.0.0")]
    [InlineData("v2.2.0")]
    public async Task Each_claim_has_its_own_modules_size_from_1_11_on(string release)
    {
        var manifests = await RenderAsync(release, Sizes);
        Assert.Equal("3Gi", Size(Template(manifests, "python")));
        Assert.Equal("9Gi", Size(Template(manifests, "mysql")));
    }

    [Fact]
    public async Task Claims_of_1_x_outlive_the_cluster()
    {
        var manifests = await RenderAsync("v1.8.0", "persistence: true");
        var claims = manifests.Objects.Where(candidate => Manifests.Kind(candidate) == "PersistentVolumeClaim").ToList();
        string[] names = ["client-data", "mysql-data", "nodemanager-0-data", "nodemanager-1-data", "python-data"];
        Assert.Equal(names, claims.Select(Manifests.Name).Order());
        Assert.All(claims, claim => Assert.Equal("keep", Policy(claim)));
        Assert.Equal("keep", Policy(manifests.Get("Secret", "mysql-credentials")));
        static string Policy(JsonObject kept) => kept["metadata"]!["annotations"]!["helm.sh/resource-policy"]!.GetValue<string>();
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Without_persistence_nothing_is_claimed(string release)
    {
        var manifests = await RenderAsync(release, "");
        Assert.DoesNotContain("PersistentVolumeClaim", manifests.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("volumeClaimTemplates", manifests.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.8.0", "nodemanager-0", "subPath", "nodemanager-0")]
    [InlineData("v2.0.0", "nodemanager", "subPathExpr", "$(POD_NAME)")]
    public async Task Nodes_share_a_claim_of_the_operators_own_by_folders(string release, string workload, string key, string folder)
    {
        var manifests = await RenderAsync(release, "persistence: true\nnodemanager: { existingClaim: my-disk }");
        var pod = manifests.Workloads.Single(candidate => Manifests.Name(candidate) == workload)["spec"]!["template"]!["spec"]!;
        var volume = pod["volumes"]!.AsArray().Single(candidate => candidate!["name"]!.GetValue<string>() == "data-dir")!;
        Assert.Equal("my-disk", volume["persistentVolumeClaim"]!["claimName"]!.GetValue<string>());
        var mount = Mount(manifests, workload, workload, "/data/projects/fate/eggroll/data");
        Assert.Equal(folder, mount[key]!.GetValue<string>());
        Assert.Null(manifests.Find("PersistentVolumeClaim", workload + "-data"));
    }

    [Theory]
    [InlineData("v1.8.0", "python", "/data/projects/fate/fateflow/model_local_cache")]
    [InlineData("v1.8.0", "python", "/data/projects/fate/fateflow/jobs")]
    [InlineData("v1.11.2", "fateflow", "/data/projects/fate/fateflow/model_local_cache")]
    [InlineData("v2.2.0", "fateflow", "/data/projects/fate/fate_flow/model")]
    [InlineData("v2.0.0", "fateflow", "/data/projects/fate/fate_flow/model")]
    [InlineData("v2.0.0", "fateflow", "/data/projects/fate/fate_flow/logs")]
    public async Task What_FATE_Flow_writes_is_kept_where_it_writes(string release, string container, string path) =>
        Assert.Equal("python-data", Mount(await RenderAsync(release, ""), "python", container, path)["name"]!.GetValue<string>());

    private static Task<Manifests> RenderAsync(string release, string keys) =>
        FateChart.RenderAsync(Clusters.Of(release, keys), TestContext.Current.CancellationToken);

    private static JsonObject Template(Manifests manifests, string name) =>
        Assert.Single(manifests.Get("StatefulSet", name)["spec"]!["volumeClaimTemplates"]!.AsArray())!.AsObject();

    private static string Size(JsonObject claim) => claim["spec"]!["resources"]!["requests"]!["storage"]!.GetValue<string>();

    private static JsonNode Mount(Manifests manifests, string workload, string container, string path) =>
        manifests.Container(workload, container)["volumeMounts"]!.AsArray()
            .Single(mount => mount!["mountPath"]!.GetValue<string>() == path)!;
}
