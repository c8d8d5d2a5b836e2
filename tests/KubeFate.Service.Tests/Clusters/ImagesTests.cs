using System.Net;
using System.Text.Json.Nodes;
using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Service.Tests.Charts;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary><c>POST /v1/chart/images</c>, and the archive of a chart.</summary>
public sealed class ImagesTests
{
    private const string Pods = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: tidy, image: "{{ .Values.registry }}tidy:1"}]}}}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: check, annotations: {helm.sh/hook: post-install}}
        spec:
          initContainers: [{name: first, image: "{{ .Values.registry }}first:1"}]
          containers: [{name: main, image: "{{ .Values.registry }}hook:1"}]
          ephemeralContainers: [{name: look, image: "debug:1"}]
          volumes: [{name: model, image: {reference: "{{ .Values.registry }}model:1"}}]
        ---
        apiVersion: example.com/v1
        kind: Fleet
        metadata: {name: own}
        spec:
          base: &base {name: ship, image: "{{ .Values.registry }}ship:1"}
          template:
            spec:
              containers: [*base]
              initContainers: [{<<: *base, name: crew}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: text}
        data: {pod.yaml: "containers: [{image: not-pulled:1}]"}
        {{- if lookup "v1" "Namespace" "" .Release.Namespace }}
        {{- fail "a Kubernetes was asked" }}
        {{- end }}
        """;

    private const string SubChart = """
        apiVersion: v1
        kind: Pod
        metadata: {name: sub}
        spec: {containers: [{name: sub, image: "localhost:5000/floating"}, {name: two, image: "{{ .Values.global.registry }}newest:latest"}]}
        """;

    private const string Template = "registry: {{ with .registry }}{{ . }}/{{ else }}upstream.example/fate/{{ end }}\nglobal: {registry: {{ with .registry }}{{ . }}/{{ else }}docker.io/{{ end }}}\n";

    [Fact]
    public async Task Every_pod_template_of_any_chart_is_looked_at_and_each_image_has_its_source()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(Chart());
        var answer = await ListAsync(site, ClusterSite.Body("\"registry\":\"harbor.site/fate\"", "v1.0.0", chart: "fleet", ns: "not-made-yet"));

        Assert.Equal(
            [
                "debug:1 < debug:1", "harbor.site/fate/first:1 < upstream.example/fate/first:1", "harbor.site/fate/hook:1 < upstream.example/fate/hook:1",
                "harbor.site/fate/model:1 < upstream.example/fate/model:1", "harbor.site/fate/newest:latest < docker.io/newest:latest",
                "harbor.site/fate/ship:1 < upstream.example/fate/ship:1", "harbor.site/fate/tidy:1 < upstream.example/fate/tidy:1", "localhost:5000/floating < localhost:5000/floating",
            ],
            answer["images"]!.AsArray().Select(image => $"{image!["image"]} < {image["source"]}"));
        Assert.Equal("""["Fleet/own"]""", answer["images"]![5]!["used_by"]!.ToJsonString());
        Assert.Equal(["localhost:5000/floating has no tag", "newest:latest has the tag latest"],
            answer["problems"]!.AsArray().Select(problem => (string)problem!["message"]!).Select(text => text.Split("the image ")[1].Split(": what")[0].Split("fate/")[^1]).Order());
        Assert.Equal(("fleet", "v1.0.0"), ((string?)answer["charts"]![0]!["name"], (string?)answer["charts"]![0]!["version"]));
    }

    [Fact]
    public async Task The_chart_that_is_named_can_be_downloaded_as_it_is()
    {
        await using var site = await ClusterSite.OpenAsync();
        var archive = Chart();
        var uuid = await site.Service.MustUploadAsync(archive);
        var chart = (await ListAsync(site, ClusterSite.Body(version: "v1.0.0", chart: "fleet")))["charts"]![0]!;
        Assert.Equal(uuid, (string?)chart["uuid"]);

        using var typed = new KubeFateClient(new ServiceConnection { Address = site.Service.Http.BaseAddress!, Token = site.Service.Http.DefaultRequestHeaders.Authorization!.Parameter }, new NoTokens(), TimeProvider.System);
        using var received = new MemoryStream();
        await typed.Charts.DownloadAsync(uuid, received, TestContext.Current.CancellationToken);
        Assert.Equal(archive, received.ToArray());
        var request = new ClusterRequest { Name = "a", Namespace = "b", ChartName = "fleet", ChartVersion = "v1.0.0" };
        Assert.Equal(chart["digest"]!.ToString(), Assert.Single((await typed.Charts.ListImagesAsync(request, "v1.30.0", TestContext.Current.CancellationToken)).Charts).Digest);

        using var answer = await site.Service.Http.GetAsync($"v1/chart/{uuid}/archive", TestContext.Current.CancellationToken);
        Assert.Equal(("application/gzip", "fleet-v1.0.0.tgz"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(archive, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("chart_missing", (string?)(await site.SendAsync("GET", "v1/chart/00000000-0000-4000-8000-000000000000/archive")).Body["code"]);
    }

    [Fact]
    public async Task Without_a_Kubernetes_the_images_are_listed_all_the_same()
    {
        using var nowhere = new TempFolder();
        await using var site = await ClusterSite.OpenAsync(change: options => options with { Kubeconfig = nowhere.Write("kubeconfig", "{}") });
        var answer = await ListAsync(site, ClusterSite.Body("\"image\":\"nginx:1.27\""));
        Assert.Equal(["mysql:8.0", "nginx:1.27"], answer["images"]!.AsArray().Select(image => (string)image!["image"]!));
        Assert.Empty(answer["problems"]!.AsArray());
    }

    [Theory]
    [InlineData("?kube_version=v1.24.0", "old:1")]
    [InlineData("", "new:1")]
    public async Task Another_version_of_Kubernetes_can_be_meant(string query, string image)
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(Chart("registry: x/\nglobal: {registry: x/}\n", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: {{ if semverCompare \"<1.25-0\" .Capabilities.KubeVersion.Version }}old:1{{ else }}new:1{{ end }}}]}\n"));
        var answer = await ListAsync(site, ClusterSite.Body(version: "v1.0.0", chart: "fleet"), query);
        Assert.Contains(answer["images"]!.AsArray(), found => (string?)found!["image"] == image);
    }

    [Fact]
    public async Task What_is_wrong_is_told_as_problem_details()
    {
        await using var site = await ClusterSite.OpenAsync();
        await FailsAsync(site, ClusterSite.Body(), 400, "request_invalid", "?kube_version=--debug");
        await FailsAsync(site, ClusterSite.Body("\"partyId\":\"x\"", "v1.8.0", chart: "fate"), 400, "spec_invalid");
        await FailsAsync(site, ClusterSite.Body(version: "v9.9.9"), 404, "chart_missing");
        await site.Service.MustUploadAsync(Chart(template: "{{ fail \"it needs a registry\" }}"));
        await FailsAsync(site, ClusterSite.Body(version: "v1.0.0", chart: "fleet"), 502, "values_invalid");
    }

    [Fact]
    public async Task A_chart_that_cannot_do_without_a_registry_has_images_without_a_source()
    {
        await using var site = await ClusterSite.OpenAsync();
        await site.Service.MustUploadAsync(Chart(template: "registry: {{ required \"registry is needed\" .registry }}/\nglobal: {registry: x/}\n"));
        var answer = await ListAsync(site, ClusterSite.Body("\"registry\":\"harbor.site/fate\"", "v1.0.0", chart: "fleet"));
        Assert.All(answer["images"]!.AsArray(), image => Assert.Null(image!["source"]));
        Assert.Contains(answer["problems"]!.AsArray(), problem => ((string)problem!["message"]!).Contains("registry is needed", StringComparison.Ordinal));
    }

    private static byte[] Chart(string template = Template, string pods = Pods) => new TarBytes()
        .File("fleet/Chart.yaml", "apiVersion: v2\nname: fleet\nversion: v1.0.0\n")
        .File("fleet/values-template.yaml", template)
        .File("fleet/templates/pods.yaml", pods)
        .File("fleet/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: v1.0.0\n")
        .File("fleet/charts/sub/templates/pod.yaml", SubChart)
        .Gzip();

    private static async Task<JsonNode> ListAsync(ClusterSite site, string body, string query = "")
    {
        var (status, answer, _) = await site.SendAsync("POST", "v1/chart/images" + query, body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer["data"]!;
    }

    private static async Task FailsAsync(ClusterSite site, string body, int status, string code, string query = "")
    {
        var (got, answer, response) = await site.SendAsync("POST", "v1/chart/images" + query, body);
        Assert.Equal((status, code, "application/problem+json"), ((int)got, (string?)answer["code"], response.Content.Headers.ContentType?.MediaType));
    }

    private sealed class NoTokens : ITokenCache
    {
        public AccessToken? Find(Uri address, string username) => null;

        public void Keep(Uri address, string username, AccessToken? token)
        {
        }
    }
}
