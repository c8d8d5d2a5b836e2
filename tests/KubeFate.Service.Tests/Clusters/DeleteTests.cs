using System.Net;
using System.Text.Json.Nodes;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>A delete says what it waits for and what it leaves, and can be stopped and asked for again.</summary>
public sealed class DeleteTests
{
    [Fact]
    public async Task A_delete_whose_answer_was_lost_is_asked_for_again_with_its_key_also_when_the_cluster_is_gone()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        var cluster = (string)(await site.StoredAsync())["uuid"]!;

        var first = await AskAsync(site, cluster);
        var again = await AskAsync(site, cluster);
        await site.EndAsync(first);
        var late = await AskAsync(site, cluster);

        Assert.Equal((first, first), (again, late));
    }

    [Fact]
    public async Task A_delete_that_something_holds_up_says_what_can_be_stopped_and_works_afterwards()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        await site.KubectlAsync("""patch deployment web --type merge -p {"metadata":{"finalizers":["example.org/backup"]}}""");

        var held = await DeleteAsync(site);
        await site.ModuleAsync(held, "web");
        var stop = await site.SendAsync("PUT", $"v1/job/{held}?jobStatus=stop");
        var stopped = await site.EndAsync(held);

        Assert.Equal(HttpStatusCode.OK, stop.Status);
        Assert.Equal("Canceled", (string?)stopped["status"]);
        Assert.StartsWith("Deployment web: it is kept by its finalizer example.org/backup: the program that set it must let it go", (string?)stopped["sub_jobs"]!["web"]!["WaitingFor"]);
        Assert.Equal("Failed", (string?)(await site.StoredAsync())["status"]);

        await site.KubectlAsync("""patch deployment web --type merge -p {"metadata":{"finalizers":null}}""");
        Assert.Equal("Success", (string?)(await site.EndAsync(await DeleteAsync(site, known: stopped)))["status"]);
    }

    [Fact]
    public async Task A_delete_ends_when_the_last_pod_is_gone()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        var pod = await site.KubectlAsync("get pods -l app=web -o jsonpath={.items[*].metadata.name}");
        await site.KubectlAsync($$$"""patch pod {{{pod}}} --type merge -p {"metadata":{"finalizers":["example.org/drain"]}}""");

        var held = await DeleteAsync(site);
        await site.SentenceAsync(held, pod, $"Pod {pod}: it is kept by its finalizer example.org/drain");

        Assert.Equal("", await site.KubectlAsync("get deployments -o name"));
        Assert.Equal("Running", (string?)(await site.SendAsync("GET", "v1/job/" + held)).Body["data"]!["status"]);
        await site.KubectlAsync($$$"""patch pod {{{pod}}} --type merge -p {"metadata":{"finalizers":null}}""");
        Assert.Equal("Success", (string?)(await site.EndAsync(held))["status"]);
        Assert.Equal("", await site.KubectlAsync("get pods -o name"));
    }

    [Fact]
    public async Task What_is_of_the_release_goes_and_what_is_not_is_told_with_the_command_that_removes_it()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body("\"replicas\":1"));
        await site.KubectlAsync("create deployment mine --image=nginx:1");
        await site.KubectlAsync("label deployment mine name=demo1");
        await site.KubectlAsync("create deployment left --image=nginx:1");
        await site.KubectlAsync("label deployment left name=demo1");
        await site.KubectlAsync("annotate deployment left meta.helm.sh/release-name=demo1 meta.helm.sh/release-namespace=peer-a");
        await site.KubectlAsync("create service clusterip kept --tcp=80");
        await site.KubectlAsync("label service kept name=demo1");
        await site.KubectlAsync("annotate service kept meta.helm.sh/release-name=demo1 meta.helm.sh/release-namespace=peer-a helm.sh/resource-policy=keep");

        var uuid = await DeleteAsync(site);
        var job = await site.EndAsync(uuid);

        Assert.Equal("Success", (string?)job["status"]);
        Assert.Equal("deployment.apps/mine", (await site.KubectlAsync("get deployments,statefulsets -o name")).Trim());
        var told = await site.Service.Http.GetStringAsync($"v1/job/{uuid}/events", TestContext.Current.CancellationToken);
        Assert.Contains("kubectl delete deployment mine --namespace peer-a", told, StringComparison.Ordinal);
        Assert.Contains("kubectl delete service kept --namespace peer-a", told, StringComparison.Ordinal);
    }

    private static async Task<string> DeleteAsync(ClusterSite site, JsonNode? known = null)
    {
        var cluster = (string?)known?["cluster_id"] ?? (string)(await site.StoredAsync())["uuid"]!;
        var (status, answer, _) = await site.SendAsync("DELETE", $"v1/cluster/{cluster}");
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return (string)answer["data"]!["uuid"]!;
    }

    private static async Task<string> AskAsync(ClusterSite site, string cluster)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "v1/cluster/" + cluster) { Headers = { { "Idempotency-Key", "once" } } };
        using var answer = await site.Service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["data"]!["uuid"]!;
    }
}
