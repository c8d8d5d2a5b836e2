using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Hosting.OpenApi;

public sealed class OpenApiTests
{
    private const string Update = "KUBEFATE_UPDATE_OPENAPI";

    private static readonly string CheckedIn = Path.Combine(Repository.Root, "docs", "openapi.json");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_served_document_is_the_one_that_is_checked_in()
    {
        var served = await ReadAsync();
        if (Environment.GetEnvironmentVariable(Update) == "1") await File.WriteAllTextAsync(CheckedIn, served + "\n", Cancel);
        Assert.True((await File.ReadAllTextAsync(CheckedIn, Cancel)).TrimEnd() == served,
            $"docs/openapi.json is not what /v1/swagger/doc.json answers. Run this test once with {Update}=1, look at the difference, and commit it");
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_for_who_may_use_it_and_how_it_fails()
    {
        var document = JsonNode.Parse(await ReadAsync())!;
        Assert.Equal("3.1", document["openapi"]!.GetValue<string>()[..3]);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var name = $"{method} {path}";
                var isOpen = name is "get /" or "post /v1/user/login" or "post /v1/user/logout";
                Assert.True(ids.Add(operation!["operationId"]!.GetValue<string>()), name + ": the operationId is taken");
                Assert.True(operation["summary"] is not null, name + " has no summary");
                Assert.True(operation["tags"] is JsonArray { Count: > 0 }, name + " has no tag");
                Assert.True(isOpen == operation["security"] is null, name + " has no security");
                Assert.True(isOpen || operation["responses"]!["401"] is not null, name + " does not say that it wants a token");
                Assert.True(method == "get" || path.Contains('{') || operation["requestBody"] is not null || name is "post /v1/user/logout" or "post /v1/user/refresh", name + " does not say what its body is");
                Assert.False(path.EndsWith('/') && path != "/", path);
            }
        }

        Assert.True(ids.Count > 30);
    }

    [Fact]
    public async Task Closed_sets_lists_and_problems_are_in_it()
    {
        var document = JsonNode.Parse(await ReadAsync())!;
        var schemas = document["components"]!["schemas"]!;
        var list = document["paths"]!["/v1/cluster"]!["get"]!;
        var limit = list["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == "limit")!;

        Assert.Equal(10, schemas["Cluster"]!["properties"]!["status"]!["enum"]!.AsArray().Count);
        Assert.Equal(8, schemas["Job"]!["properties"]!["status"]!["enum"]!.AsArray().Count);
        Assert.Equal("date-time", schemas["Job"]!["properties"]!["end_time"]!["format"]!.GetValue<string>());
        Assert.Equal(("integer", 1000), (limit["schema"]!["type"]!.GetValue<string>(), limit["schema"]!["maximum"]!.GetValue<int>()));
        Assert.NotNull(document["paths"]!["/v1/log/{clusterId}/stream"]!["get"]!["responses"]!["404"]!["content"]!["application/problem+json"]);
        Assert.NotNull(document["paths"]!["/v1/cluster"]!["post"]!["responses"]!["409"]!["content"]!["application/json"]);
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>());
    }

    private static async Task<string> ReadAsync()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        return (await service.Http.GetStringAsync("v1/swagger/doc.json", Cancel)).Replace("\r", "", StringComparison.Ordinal);
    }
}
