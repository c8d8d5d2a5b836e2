using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>The recorded requests on charts, replayed.</summary>
public sealed class ChartEndpointsTests : IAsyncLifetime
{
    private static readonly string[] Keys =
        ["CreatedAt", "DeletedAt", "ID", "UpdatedAt", "app_version", "chart", "digest", "name", "source", "templates", "uuid", "values", "values_template", "values_template_example", "version"];

    private readonly TempFolder folder = new();
    private RunningService service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_empty_catalogue_is_an_empty_list() =>
        Assert.Equal("""{"data":[],"msg":"getChartList Success"}""", (await service.SendAsync(HttpMethod.Get, "v1/chart/")).Text);

    [Fact]
    public async Task An_upload_answers_its_uuid_and_is_listed_with_all_its_texts()
    {
        var upload = await service.UploadAsync(DemoChart.Pack());
        Assert.Equal(200, upload.Status);
        Assert.Equal(["data", "msg"], upload.Json.AsObject().Select(pair => pair.Key));
        Assert.Equal("CreateChart Success", upload.Json["msg"]!.GetValue<string>());
        var uuid = upload.Data("helmUUID");

        var listed = Assert.Single(await service.ListChartsAsync())!;
        Assert.Equal(Keys, listed.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal((uuid, "demo", "v0.1.0", "v0.1.0"), (Text(listed, "uuid"), Text(listed, "name"), Text(listed, "version"), Text(listed, "app_version")));
        Assert.Equal((DemoChart.ChartYaml, DemoChart.Values, DemoChart.Template, DemoChart.Example),
            (Text(listed, "chart"), Text(listed, "values"), Text(listed, "values_template"), Text(listed, "values_template_example")));
        var template = Assert.Single(listed["templates"]!.AsArray())!;
        Assert.Equal("templates/d.yaml", Text(template, "name"));
        Assert.StartsWith("YXBpVmVyc2lvbjogYXBwcy92MQpraW5kOiBEZXBsb3ltZW50Cm1ldGFkYXRhOgogIG5hbWU6IHdlYgog", Text(template, "data"));
        Assert.Null(listed["DeletedAt"]);
        Assert.Equal("uploaded", Text(listed, "source"));

        var got = await service.SendAsync(HttpMethod.Get, "v1/chart/" + uuid);
        Assert.Equal("getChart Success", got.Json["msg"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(listed, got.Json["data"]), got.Text);
    }

    [Fact]
    public async Task The_same_name_and_version_again_replaces_the_chart_under_a_new_uuid()
    {
        var first = await service.MustUploadAsync(DemoChart.Pack());
        var second = await service.MustUploadAsync(DemoChart.Pack(values: "replicas: 2\n"));

        Assert.NotEqual(first, second);
        Assert.Equal("replicas: 2\n", Text(Assert.Single(await service.ListChartsAsync())!, "values"));
        await NotFoundAsync(HttpMethod.Get, first);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await NotFoundAsync(HttpMethod.Get, "nope");
        await NotFoundAsync(HttpMethod.Delete, "nope");
        var wrong = await service.SendAsync(HttpMethod.Delete, "v1/chart/nope?force=perhaps");
        Assert.Equal((400, "force is \"perhaps\", not true or false"), (wrong.Status, wrong.Json["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_delete_says_so_and_a_second_one_too()
    {
        var uuid = await service.MustUploadAsync(DemoChart.Pack());
        foreach (var _ in new[] { 1, 2 })
        {
            var deleted = await service.SendAsync(HttpMethod.Delete, "v1/chart/" + uuid);
            Assert.Equal((200, """{"msg":"deleteChart Success"}"""), (deleted.Status, deleted.Text));
        }

        Assert.Empty(await service.ListChartsAsync());
        await NotFoundAsync(HttpMethod.Get, uuid);
    }

    [Fact]
    public async Task A_chart_that_a_cluster_uses_is_deleted_by_force_alone()
    {
        var uuid = await service.MustUploadAsync(DemoChart.Pack());
        var data = Convert.ToBase64String("""{"name":"demo1","namespace":"peer-a","chartName":"demo","chartVersion":"v0.1.0"}"""u8);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "v1/cluster", $$"""{"name":"demo1","namespace":"peer-a","chart_name":"demo","chart_version":"v0.1.0","data":"{{data}}"}""")).Status);

        var refused = await service.SendAsync(HttpMethod.Delete, "v1/chart/" + uuid);
        Assert.Equal((409, "chart_in_use"), (refused.Status, refused.Json["code"]!.GetValue<string>()));
        Assert.Contains("peer-a/demo1", refused.Text);
        Assert.Contains("force=true", refused.Text);
        Assert.Single(await service.ListChartsAsync());
        // Another version is nobody's.
        var other = await service.MustUploadAsync(DemoChart.Pack("v0.2.0"));
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Delete, "v1/chart/" + other)).Status);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Delete, $"v1/chart/{uuid}?force=true")).Status);
        Assert.Empty(await service.ListChartsAsync());
    }

    [Fact]
    public async Task The_example_is_the_charts_own_text()
    {
        await service.MustUploadAsync(DemoChart.Pack());
        var example = await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v0.1.0");
        Assert.Equal((DemoChart.Example, "getChartByNameVersion Success"), (example.Json["data"]!.GetValue<string>(), example.Json["msg"]!.GetValue<string>()));

        var missing = await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/demo/v9.9.9/");
        Assert.Equal((404, "chart_missing"), (missing.Status, missing.Json["code"]!.GetValue<string>()));
        Assert.Contains("at hand: v0.1.0", missing.Text);
        Assert.Contains("kubefate chart upload", missing.Text);
        Assert.Equal(400, (await service.SendAsync(HttpMethod.Get, "v1/chart/valueTemplateExample/..%2fdemo/v0.1.0")).Status);
    }

    [Fact]
    public async Task Both_forms_of_the_path_answer_directly()
    {
        Assert.Equal(200, (await service.UploadAsync(DemoChart.Pack(), path: "v1/chart/")).Status);
        var uuid = Text(Assert.Single(await service.ListChartsAsync())!, "uuid");
        foreach (var path in new[] { "v1/chart", "v1/chart/", $"v1/chart/{uuid}", $"v1/chart/{uuid}/", "v1/chart/valueTemplateExample/demo/v0.1.0", "v1/chart/valueTemplateExample/demo/v0.1.0/" })
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task The_list_pages_sorts_filters_and_may_be_short()
    {
        foreach (var version in new[] { "v0.1.0", "v0.3.0", "v0.2.0" }) await service.MustUploadAsync(DemoChart.Pack(version));

        var part = (await service.SendAsync(HttpMethod.Get, "v1/chart?sort=-version&limit=2&offset=1&summary=true")).Json;
        Assert.Equal(3, part["total"]!.GetValue<int>());
        Assert.Equal(["v0.2.0", "v0.1.0"], part["data"]!.AsArray().Select(chart => Text(chart!, "version")));
        Assert.All(part["data"]!.AsArray(), chart => Assert.Equal(("", null), (Text(chart!, "values"), chart!["templates"])));
        Assert.Empty(await service.ListChartsAsync("?name=other"));
        Assert.Equal(3, (await service.ListChartsAsync("?name=demo")).Count);
        Assert.Null((await service.SendAsync(HttpMethod.Get, "v1/chart?name=demo")).Json["total"]);
        Assert.Contains("sort is", (await service.SendAsync(HttpMethod.Get, "v1/chart?sort=size&limit=0")).Text);
    }

    [Fact]
    public async Task The_audit_log_tells_who_uploaded_and_deleted_what()
    {
        var uuid = await service.MustUploadAsync(DemoChart.Pack());
        await service.SendAsync(HttpMethod.Delete, "v1/chart/" + uuid);

        var events = (await service.SendAsync(HttpMethod.Get, "v1/audit")).Json["data"]!.AsArray();
        foreach (var action in new[] { "chart.upload", "chart.delete" })
        {
            var entry = Assert.Single(events, entry => entry!["action"]!.GetValue<string>() == action)!;
            Assert.Contains(uuid, entry.ToJsonString());
            Assert.Contains("demo v0.1.0", entry.ToJsonString());
        }
    }

    private async Task NotFoundAsync(HttpMethod method, string uuid)
    {
        var answer = await service.SendAsync(method, "v1/chart/" + uuid);
        Assert.Equal((404, """{"error":"record not found","code":"chart_missing"}"""), (answer.Status, answer.Text));
    }

    private static string Text(JsonNode node, string key) => node[key]!.GetValue<string>();
}
