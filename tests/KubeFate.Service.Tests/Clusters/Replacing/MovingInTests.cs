using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Charts;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>A cluster that one of the original's charts installed becomes one of ours by an update, with its data and as much of the rest as Kubernetes lets change.</summary>
public sealed class MovingInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Helms => [Tools.Helm, Tools.OldHelm];

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_party_of_the_original_moves_in_with_its_data(string helm)
    {
        await using var site = await InstalledAsync(helm);
        var (kept, remade) = (await UidsAsync(site, "services,deployments,persistentvolumeclaims"), await UidsAsync(site, "statefulsets"));

        var job = await site.RunAsync("PUT", OriginalChart.Body("v1.11.2"));

        Assert.True((string?)job["status"] == "Success", job.ToJsonString());
        var now = await UidsAsync(site, "services,deployments,persistentvolumeclaims");
        Assert.Equal(kept, now);
        Assert.All(await UidsAsync(site, "statefulsets"), set => Assert.NotEqual(remade[set.Key], set.Value));

        // MySQL's data lay at the root of its volume, the others' where ours look for it.
        Assert.Equal("", await FolderAsync(site, "mysql", "/var/lib/mysql"));
        Assert.Equal("nodemanager", await FolderAsync(site, "nodemanager", "/data/projects/fate/eggroll/data"));
        Assert.Equal("model-local-cache", await FolderAsync(site, "python", "/data/projects/fate/fateflow/model_local_cache"));
        Assert.Contains("write mysql.subPath: / into cluster.yaml", await EventsAsync(site, job), StringComparison.Ordinal);
        Assert.Equal("ZmF0ZV9kZXY=", await site.KubectlAsync("get secret mysql-credentials -o jsonpath={.data.password}"));
        Assert.Equal("Helm demo1", await OwnerAsync(site, "service mysql"));
        Assert.Equal("Helm demo1", await OwnerAsync(site, "statefulset mysql"));
    }

    [Fact]
    public async Task The_data_is_still_found_by_the_update_after_that_and_what_cluster_yaml_says_counts()
    {
        await using var site = await InstalledAsync(Tools.Helm);
        await site.RunAsync("PUT", OriginalChart.Body("v1.11.2"));

        var again = await site.RunAsync("PUT", OriginalChart.Body("v1.11.2", "\"fateboard\":{\"username\":\"somebody\"}"));
        Assert.Equal("Success", (string?)again["status"]);
        Assert.Equal("", await FolderAsync(site, "mysql", "/var/lib/mysql"));
        Assert.DoesNotContain("made anew", await EventsAsync(site, again), StringComparison.Ordinal);

        var told = await site.RunAsync("PUT", OriginalChart.Body("v1.11.2", "\"mysql\":{\"subPath\":\"/\"}"));
        Assert.Equal("Success", (string?)told["status"]);
        Assert.Equal("", await FolderAsync(site, "mysql", "/var/lib/mysql"));
        Assert.DoesNotContain("mysql.subPath", await EventsAsync(site, told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_party_that_does_not_come_up_goes_back_to_the_originals_chart()
    {
        await using var site = await InstalledAsync(Tools.Helm);
        var claims = await UidsAsync(site, "persistentvolumeclaims");
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=never-ready --overwrite");
        var (_, accepted, _) = await site.SendAsync("PUT", "v1/cluster", OriginalChart.Body("v1.11.2"));
        var uuid = (string)accepted["data"]!["uuid"]!;
        await site.StepAsync(uuid, "wait-ready", "started");
        // In this order: pods that become ready before the stop is heard would end the update well.
        await site.SendAsync("PUT", $"v1/job/{uuid}?jobStatus=stop");
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=fast --overwrite");

        var job = await site.EndAsync(uuid);

        Assert.Contains("Cluster rollback Success", job["states"]!.AsArray().Select(state => (string?)state));
        Assert.Equal(claims, await UidsAsync(site, "persistentvolumeclaims"));
        Assert.Equal("example.com/mysql:1", await site.KubectlAsync("get statefulset mysql -o jsonpath={.spec.template.spec.containers[0].image}"));
        Assert.Equal("Running", (string?)(await site.StoredAsync())["status"]);
    }

    private static async Task<ClusterSite> InstalledAsync(string helm)
    {
        var site = await ClusterSite.OpenAsync(helm, charts: _ => []);
        await site.Service.MustUploadAsync(await FatePackages.PackAsync(site.Folder, "v1.11.2", Cancel));
        await site.KubectlAsync("annotate namespace peer-a simulator.kubefate.io/stage=fast");
        var original = await site.Helm.PackageAsync(OriginalChart.Write(site.Folder, "v1.9.2"), site.Folder.File("originals"), Cancel);
        await site.Service.MustUploadAsync(await File.ReadAllBytesAsync(original, Cancel));
        var job = await site.RunAsync("POST", OriginalChart.Body("v1.9.2"));
        Assert.True((string?)job["status"] == "Success", job.ToJsonString());
        return site;
    }

    private static async Task<SortedDictionary<string, string>> UidsAsync(ClusterSite site, string kinds)
    {
        var list = JsonNode.Parse(await site.KubectlAsync($"get {kinds} -o json"))!;
        return new(list["items"]!.AsArray().ToDictionary(item => $"{item!["kind"]} {item["metadata"]!["name"]}", item => item!["metadata"]!["uid"]!.ToString()), StringComparer.Ordinal);
    }

    private static async Task<string> FolderAsync(ClusterSite site, string workload, string path)
    {
        var set = JsonNode.Parse(await site.KubectlAsync($"get statefulset {workload} -o json"))!;
        var mounts = set["spec"]!["template"]!["spec"]!["containers"]!.AsArray().SelectMany(container => container!["volumeMounts"]?.AsArray() ?? []);
        return mounts.First(mount => mount!["mountPath"]!.ToString() == path)!["subPath"]?.ToString() ?? "";
    }

    private static async Task<string> OwnerAsync(ClusterSite site, string what)
    {
        var metadata = JsonNode.Parse(await site.KubectlAsync($"get {what} -o json"))!["metadata"]!;
        return $"{metadata["labels"]!["app.kubernetes.io/managed-by"]} {metadata["annotations"]!["meta.helm.sh/release-name"]}";
    }

    private static Task<string> EventsAsync(ClusterSite site, JsonNode job) => site.Service.Http.GetStringAsync($"v1/job/{job["uuid"]}/events", Cancel);
}
