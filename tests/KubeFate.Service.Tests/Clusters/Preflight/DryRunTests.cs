using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Preflight;

/// <summary>A dry run fails where the job would, in the words of the API server.</summary>
public sealed class DryRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_port_that_another_Service_has_is_an_error()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.KubectlAsync("create service nodeport other --tcp=80 --node-port=30100");

        var error = Assert.Single(await ErrorsAsync(site, ClusterSite.Body()));

        Assert.StartsWith("Kubernetes would refuse Service web: spec.ports[0].nodePort: ", error, StringComparison.Ordinal);
        Assert.Contains("30100: provided port is already allocated", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_release_has_is_an_error_that_names_the_release()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Helm.InstallAsync(new() { Release = new("other", "peer-a"), Chart = site.Folder.File("charts/demo-v0.1.0.tgz"), Values = [] }, Cancel);

        var errors = await ErrorsAsync(site, ClusterSite.Body());

        Assert.Contains(errors, error => error.StartsWith("Deployment web is there already and belongs to the release peer-a/other: ", StringComparison.Ordinal));
        Assert.Equal(4, errors.Count);
    }

    [Fact]
    public async Task What_was_made_by_hand_is_an_error_with_the_command_that_deletes_it()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.KubectlAsync("create secret generic web-secret");

        var error = Assert.Single(await ErrorsAsync(site, ClusterSite.Body()));

        Assert.Contains("helm did not make it", error, StringComparison.Ordinal);
        Assert.Contains("kubectl delete secret web-secret -n peer-a", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_this_Kubernetes_does_not_serve_is_an_error()
    {
        await using var site = await ClusterSite.OpenAsync();

        var error = Assert.Single(await ErrorsAsync(site, ClusterSite.Body("\"version\":\"extensions/v1beta1\"")));

        Assert.Contains("does not know Deployment of extensions/v1beta1", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_field_that_somebody_else_has_changed_is_an_error_for_the_helm_that_asks(bool old)
    {
        await using var site = await ClusterSite.OpenAsync(old ? Tools.OldHelm : Tools.Helm);
        await site.RunAsync("POST", ClusterSite.Body());
        await site.KubectlAsync("scale deployment web --replicas=3");

        var errors = await ErrorsAsync(site, ClusterSite.Body("\"replicas\":2"));

        if (old) Assert.Empty(errors);
        else Assert.StartsWith("Deployment web was changed by somebody else than helm: spec.replicas (kubectl)", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_force_such_a_field_is_no_error()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body());
        await site.KubectlAsync("scale deployment web --replicas=3");

        Assert.Empty(await ErrorsAsync(site, ClusterSite.Body("\"replicas\":2").Replace("\"cover\":false", "\"cover\":false,\"force\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_an_update_would_make_anew_is_a_warning()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body());

        var rendered = await RenderAsync(site, ClusterSite.Body("\"service\":\"web\""));

        Assert.Empty(Problems(rendered, "error"));
        Assert.Contains(Problems(rendered, "warning"), warning => warning.StartsWith("StatefulSet db is deleted and made anew", StringComparison.Ordinal));
        Assert.Equal(1, (await site.ReleaseAsync()).Revision);
    }

    [Fact]
    public async Task What_was_installed_and_is_to_change_passes()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body());

        Assert.Empty(await ErrorsAsync(site, ClusterSite.Body("\"replicas\":2,\"image\":\"nginx:1.26\"")));
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(ClusterSite site, string body) => Problems(await RenderAsync(site, body), "error");

    private static IReadOnlyList<string> Problems(JsonNode rendered, string severity) =>
        [.. rendered["problems"]!.AsArray().Where(problem => (string?)problem!["severity"] == severity).Select(problem => (string)problem!["message"]!)];

    private static async Task<JsonNode> RenderAsync(ClusterSite site, string body)
    {
        var (status, answer, _) = await site.SendAsync("POST", "v1/cluster/render", body);
        Assert.True(status == System.Net.HttpStatusCode.OK, answer.ToJsonString());
        return answer["data"]!;
    }
}
