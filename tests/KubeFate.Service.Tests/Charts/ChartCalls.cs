using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Hosting;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Calls of /v1/chart as clients make them.</summary>
internal static class ChartCalls
{
    /// <summary>Uploads as FedLCM does: multipart, the field file.</summary>
    public static async Task<Answer> UploadAsync(this RunningService service, byte[] archive, string field = "file", string path = "v1/chart")
    {
        using var form = new MultipartFormDataContent("----peerboundary")
        {
            { new ByteArrayContent(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, field, "demo-v0.1.0.tgz" },
        };
        using var answer = await service.Http.PostAsync(path, form, TestContext.Current.CancellationToken);
        return new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<string> MustUploadAsync(this RunningService service, byte[] archive)
    {
        var answer = await service.UploadAsync(archive);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Data("helmUUID");
    }

    public static async Task<JsonArray> ListChartsAsync(this RunningService service, string query = "")
    {
        var answer = await service.SendAsync(HttpMethod.Get, "v1/chart/" + query);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json["data"]!.AsArray();
    }

    /// <summary>What an operator does with a chart that may not be at hand: asks for its images.</summary>
    public static Task<Answer> FetchAsync(this RunningService service, string name = "demo", string version = "v0.1.0") =>
        service.SendAsync(HttpMethod.Post, "v1/chart/images", $$"""{"name":"demo","namespace":"demo","chart_name":"{{name}}","chart_version":"{{version}}","data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"name: demo\nnamespace: demo\nchartName: {name}\nchartVersion: {version}\n"))}}"}""");

    /// <summary><c>name version source</c> of each chart.</summary>
    public static async Task<string[]> ChartNamesAsync(this RunningService service, string query = "") =>
        [.. (await service.ListChartsAsync(query)).Select(chart => $"{chart!["name"]} {chart["version"]} {chart["source"]}")];
}
