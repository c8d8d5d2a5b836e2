using System.Net;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>The dry run.</summary>
public sealed class RenderTests
{
    [Fact]
    public async Task What_an_install_would_make_is_shown_with_secrets_masked_and_nothing_is_changed()
    {
        await using var site = await ClusterSite.OpenAsync();
        var rendered = await RenderAsync(site, ClusterSite.Body("\"replicas\":3,\"password\":\"of-the-user\""));

        Assert.Equal(3, (int)rendered["values"]!["replicas"]!);
        var manifest = (string)rendered["manifest"]!;
        Assert.Contains("replicas: 3", manifest);
        Assert.Contains("password: '***'", manifest);
        Assert.DoesNotContain("of-the-user", manifest);
        Assert.Empty(rendered["problems"]!.AsArray());
        Assert.Empty((await site.SendAsync("GET", "v1/cluster?all=true")).Body["data"]!.AsArray());
        Assert.Null(await site.Helm.GetStatusAsync(new("demo1", "peer-a"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_wrong_spec_answers_its_problems_and_no_values()
    {
        await using var site = await ClusterSite.OpenAsync();
        var rendered = await RenderAsync(site, ClusterSite.Body("\"partyId\":\"x\",\"modules\":[\"rolsite\"]", "v1.8.0", chart: "fate"));
        Assert.Null(rendered["values"]);
        Assert.Null(rendered["manifest"]);
        Assert.True(rendered["problems"]!.AsArray().Count >= 2);
        Assert.Contains(Errors(rendered), problem => problem.Path == "partyId");
    }

    [Fact]
    public async Task A_chart_that_is_not_there_is_a_problem_of_its_version()
    {
        await using var site = await ClusterSite.OpenAsync();
        var rendered = await RenderAsync(site, ClusterSite.Body(version: "v9.9.9"));
        Assert.Null(rendered["values"]);
        var (path, message) = Assert.Single(Errors(rendered));
        Assert.Equal("chartVersion", path);
        Assert.Contains("v0.1.0", message);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_all_at_once()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.RunAsync("POST", ClusterSite.Body(version: "v0.2.0"));
        Assert.Contains("downgrade", Assert.Single(Errors(await RenderAsync(site, ClusterSite.Body()))).Message);
        Assert.Contains(Warnings(await RenderAsync(site, ClusterSite.Body(version: "v0.2.0"))), warning => warning.Contains("did not change", StringComparison.Ordinal));

        var rendered = await RenderAsync(site, ClusterSite.Body("\"image\":\"registry.example:5000/web\",\"version\":\"example.com/v1\"", ns: "peer-none"));
        Assert.Contains(Errors(rendered), error => error.Path == "namespace" && error.Message.Contains("peer-none", StringComparison.Ordinal));
        Assert.Contains(Warnings(rendered), warning => warning.Contains("registry.example:5000/web has no tag", StringComparison.Ordinal));
        Assert.Contains(Errors(rendered), error => error.Message.Contains("does not know Deployment of example.com/v1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_release_that_somebody_else_made_is_found()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Helm.InstallAsync(new() { Release = new("demo1", "peer-a"), Chart = site.Folder.File("charts/demo-v0.1.0.tgz"), Values = [] }, TestContext.Current.CancellationToken);
        var error = Assert.Single(Errors(await RenderAsync(site, ClusterSite.Body())));
        Assert.Equal("name", error.Path);
        Assert.Contains("made by somebody else", error.Message);
    }

    [Fact]
    public async Task Without_a_Kubernetes_the_manifests_are_shown_all_the_same()
    {
        using var nowhere = new TempFolder();
        await using var site = await ClusterSite.OpenAsync(change: options => options with { Kubeconfig = nowhere.Write("kubeconfig", Nowhere) });
        var rendered = await RenderAsync(site, ClusterSite.Body());
        Assert.NotNull(rendered["manifest"]);
        Assert.Contains("Kubernetes could not be asked", Assert.Single(Warnings(rendered)));
    }

    [Fact]
    public async Task Names_that_are_missing_are_problem_details()
    {
        await using var site = await ClusterSite.OpenAsync();
        var (status, body, answer) = await site.SendAsync("POST", "v1/cluster/render", """{"name":"a"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (status, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("request_invalid", (string?)body["code"]);
    }

    private static async Task<JsonNode> RenderAsync(ClusterSite site, string body)
    {
        var (status, answer, _) = await site.SendAsync("POST", "v1/cluster/render", body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer["data"]!;
    }

    private static IReadOnlyList<(string Path, string Message)> Errors(JsonNode rendered) =>
        [.. rendered["problems"]!.AsArray().Where(problem => (string?)problem!["severity"] == "error").Select(problem => ((string)problem!["path"]!, (string)problem["message"]!))];

    private static IReadOnlyList<string> Warnings(JsonNode rendered) =>
        [.. rendered["problems"]!.AsArray().Where(problem => (string?)problem!["severity"] == "warning").Select(problem => (string)problem!["message"]!)];

    private const string Nowhere = """
        apiVersion: v1
        kind: Config
        current-context: none
        contexts: [{name: none, context: {cluster: none, user: none}}]
        clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: none, user: {}}]
        """;
}
