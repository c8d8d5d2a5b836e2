using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Support;

/// <summary>The bundle of a service whose Kubernetes is away: what the database has is there, and the rest says why it is not.</summary>
public sealed class SupportBundleTests
{
    private const string Spec = """
        {"name":"fate-9999","namespace":"fml","chartName":"fate","chartVersion":"v1.8.0","partyId":9999,
         "modules":["rollsite","clustermanager","nodemanager","mysql","python"],"mysql":{"password":"hunter2hunter2","user":"fate"}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_what_the_service_knows_and_says_what_it_could_not_get()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        await InstallAsync(service);
        var bundle = await BundleAsync(service, "v1/supportbundle");

        var manifest = JsonNode.Parse(bundle["manifest.json"])!;
        var cluster = Assert.Single(manifest["clusters"]!.AsArray())!;
        var name = cluster["folder"]!.GetValue<string>();
        Assert.StartsWith("clusters/fml_fate-9999_", name);
        Assert.Equal("admin", manifest["collected_by"]!.GetValue<string>());
        Assert.Equal([$"{name}/helm", $"{name}/kubernetes", $"{name}/logs"], manifest["failures"]!.AsArray().Select(failure => failure!["file"]!.GetValue<string>()).Where(file => file.StartsWith("clusters", StringComparison.Ordinal)).Order());
        Assert.Contains("cannot be reached", bundle[$"{name}/kubernetes.missing.txt"]);
        Assert.Equal(bundle.Keys.Order(), manifest["files"]!.AsArray().Select(file => file!.GetValue<string>()).Append("manifest.json").Order());

        Assert.Equal("***", JsonNode.Parse(bundle[$"{name}/spec.json"])!["mysql"]!["password"]!.GetValue<string>());
        Assert.Equal("fate", JsonNode.Parse(bundle[$"{name}/spec.json"])!["mysql"]!["user"]!.GetValue<string>());
        var job = Assert.Single(JsonNode.Parse(bundle[$"{name}/jobs.json"])!.AsArray())!;
        Assert.Equal("***", job["requested"]!["mysql"]!["password"]!.GetValue<string>());
        Assert.NotEmpty(JsonNode.Parse(bundle[$"{name}/jobs/{job["uuid"]}.events.json"])!.AsArray());
        Assert.NotNull(JsonNode.Parse(bundle[$"{name}/jobs/{job["uuid"]}.steps.json"]));
        Assert.Contains("KubeFATE service", bundle["service/service.log"]);
        Assert.NotNull(JsonNode.Parse(bundle["service/options.json"])!["FATECLOUD_DB"]);
    }

    [Fact]
    public async Task No_secret_is_in_any_file_of_it()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        var token = await service.SignInAsync();
        await InstallAsync(service);
        foreach (var (path, text) in await BundleAsync(service, "v1/supportbundle"))
        {
            Assert.False(text.Contains("hunter2", StringComparison.Ordinal), path);
            Assert.False(text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("hunter2hunter2")), StringComparison.Ordinal), path);
            Assert.False(text.Contains("first-password", StringComparison.Ordinal), path);
            Assert.False(text.Contains(token, StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public async Task It_can_be_of_one_cluster_and_one_that_is_missing_is_told_before_it_begins()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        await InstallAsync(service);
        var uuid = (await RunningService.ReadAsync(await service.Http.GetAsync("v1/cluster", Cancel)))["data"]![0]!["uuid"]!.GetValue<string>();
        var manifest = JsonNode.Parse((await BundleAsync(service, $"v1/supportbundle?cluster={uuid}"))["manifest.json"])!;
        Assert.Equal(uuid, Assert.Single(manifest["clusters"]!.AsArray())!["uuid"]!.GetValue<string>());
        using var missing = await service.Http.GetAsync($"v1/supportbundle?cluster={uuid}&cluster=nobody", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Nobody_gets_it_who_did_not_sign_in()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        using var refused = await service.Http.GetAsync("v1/supportbundle", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task InstallAsync(RunningService service)
    {
        var body = new JsonObject
        {
            ["name"] = "fate-9999",
            ["namespace"] = "fml",
            ["chart_name"] = "fate",
            ["chart_version"] = "v1.8.0",
            ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Spec)),
        };
        using var answer = await service.Http.PostAsync("v1/cluster", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<SortedDictionary<string, string>> BundleAsync(RunningService service, string path)
    {
        using var answer = await service.Http.GetAsync(path, Cancel);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancel)), ZipArchiveMode.Read);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancel));
            files.Add(entry.FullName, await reader.ReadToEndAsync(Cancel));
        }

        return files;
    }
}
