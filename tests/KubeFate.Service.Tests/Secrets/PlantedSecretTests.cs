using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Clusters;

namespace KubeFate.Service.Tests.Secrets;

/// <summary>A secret goes in with cluster.yaml and comes out nowhere but in helm.</summary>
public sealed class PlantedSecretTests
{
    private const string Passcode = "73405512345";

    [Fact]
    public async Task No_route_no_table_no_file_and_no_log_line_has_a_secret_of_a_spec()
    {
        await using var site = await SecretSite.OpenAsync();
        await RunAllAsync(site);

        foreach (var role in (string[])["viewer", "operator", "admin"])
        {
            await site.SignInAsync(role);
            foreach (var (route, answer) in await site.ReadAllAsync()) AssertClean($"{role} {route}", answer);
        }

        foreach (var (place, text) in await site.StoredAsync()) AssertClean(place, text);
    }

    [Fact]
    public async Task Helm_gets_the_secrets_and_the_world_the_same_spec_with_the_mask_in_their_places()
    {
        await using var site = await SecretSite.OpenAsync();
        await site.Site.RunAsync("POST", ClusterSite.Body(SecretSite.Keys));

        Assert.Equal("Planted0Secret-1", (string?)(await site.Site.ReleaseAsync()).Values["password"]);
        var cluster = await site.Site.StoredAsync();
        var values = JsonNode.Parse((string)cluster["values"]!)!;
        foreach (var spec in (JsonNode[])[values, cluster["Spec"]!])
        {
            Assert.Equal(
                ["name", "namespace", "chartName", "chartVersion", "password", "registryAuth", "env", "notebook_hashed_password", "url", "pin", "imageCredentials"], spec.AsObject().Select(pair => pair.Key));
            Assert.Equal(("***", "***", "***", "db.example.com", "https://user:***@hub.example.com/x"),
                ((string?)spec["password"], (string?)spec["notebook_hashed_password"], (string?)spec["env"]![0]!["value"], (string?)spec["env"]![1]!["value"], (string?)spec["url"]));
        }

        var request = (await site.Service.SendAsync(HttpMethod.Get, "v1/job")).Json["data"]![0]!["meta_data"]!;
        Assert.Equal(values.ToJsonString(), JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String((string)request["data"]!)))!.ToJsonString());
    }

    [Fact]
    public async Task An_update_that_sends_back_what_it_read_keeps_the_secrets()
    {
        await using var site = await SecretSite.OpenAsync();
        await site.Site.RunAsync("POST", ClusterSite.Body(SecretSite.Keys));
        var values = JsonNode.Parse((string)(await site.Site.StoredAsync())["values"]!)!.AsObject();

        var (status, unchanged, _) = await site.Site.SendAsync("PUT", "v1/cluster", Body(values));
        Assert.Equal((HttpStatusCode.Conflict, "spec_unchanged"), (status, (string?)unchanged["code"]));

        values["replicas"] = 2;
        values["env"]!.AsArray().Insert(0, new JsonObject { ["name"] = "FIRST", ["value"] = "x" });
        Assert.Equal("Success", (string?)(await site.Site.RunAsync("PUT", Body(values)))["status"]);

        var release = (await site.Site.ReleaseAsync()).Values;
        Assert.Equal(("Planted0Secret-1", "Planted0Secret-3", "https://user:Planted0Secret-5@hub.example.com/x", 2),
            ((string?)release["password"], (string?)release["env"]![1]!["value"], (string?)release["url"], (int)release["replicas"]!));
        Assert.Equal("***", (string?)(await site.Site.StoredAsync())["Spec"]!["password"]);
    }

    [Theory]
    [InlineData("POST", "v1/cluster")]
    [InlineData("POST", "v1/cluster/render")]
    public async Task A_mask_for_which_nothing_is_stored_is_refused_with_its_place(string method, string route)
    {
        await using var site = await SecretSite.OpenAsync();

        var (_, answer, _) = await site.Site.SendAsync(method, route, ClusterSite.Body("\"db\":{\"password\":\"***\"}"));

        var problem = Assert.Single((answer["problems"] ?? answer["data"]!["problems"])!.AsArray())!;
        Assert.Equal(("error", "db.password", 1), ((string?)problem["severity"], (string?)problem["path"], (int)problem["line"]!));
        Assert.Contains("write the secret itself", (string?)problem["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mask_of_another_key_is_not_filled_with_this_ones_secret()
    {
        await using var site = await SecretSite.OpenAsync();
        await site.Site.RunAsync("POST", ClusterSite.Body(SecretSite.Keys));
        var values = JsonNode.Parse((string)(await site.Site.StoredAsync())["values"]!)!.AsObject();
        values["env"]![0]!["name"] = "OTHER_PASSWORD";

        var (status, answer, _) = await site.Site.SendAsync("PUT", "v1/cluster", Body(values));

        Assert.Equal((HttpStatusCode.BadRequest, "env[0].value"), (status, (string?)answer["problems"]![0]!["path"]));
    }

    [Fact]
    public async Task A_dry_run_shows_values_and_manifests_without_secrets_and_as_YAML()
    {
        await using var site = await SecretSite.OpenAsync();

        var (_, answer, _) = await site.Site.SendAsync("POST", "v1/cluster/render", ClusterSite.Body(SecretSite.Keys + ",\"leak\":true"));

        AssertClean("render", answer.ToJsonString());
        Assert.Equal("***", (string?)answer["data"]!["values"]!["password"]);
        var manifest = (string)answer["data"]!["manifest"]!;
        var documents = KubeFate.Service.Manifests.ManifestDocuments.Read(manifest).ToList();
        Assert.All(documents, document => Assert.NotNull(document.Json));
        var leak = documents.Single(document => (string?)document.Json!["metadata"]!["name"] == "leak").Json!["data"]!;
        Assert.Equal(("***", "before *** after", "[db]\npasswd = ***\nraw = x***y\n"), ((string?)leak["plain"], (string?)leak["quoted"], (string?)leak["app.conf"]));
    }

    // Jobs that work and jobs that fail, with secrets in what helm and Kubernetes say of them; refusals, of which the audit log tells.
    private static async Task RunAllAsync(SecretSite site)
    {
        await site.Site.RunAsync("POST", ClusterSite.Body(SecretSite.Keys));
        await site.Site.RunAsync("PUT", ClusterSite.Body(SecretSite.Keys + ",\"replicas\":2"));
        await site.Site.RunAsync("PUT", ClusterSite.Body(SecretSite.Keys + ",\"fail\":true"));
        await site.Site.SendAsync("POST", "v1/cluster/render", ClusterSite.Body(SecretSite.Keys + ",\"fail\":true"));
        await site.Site.SendAsync("PUT", "v1/cluster", ClusterSite.Body(SecretSite.Keys + ",\"fail\":true", "v0.1.0-rc.1"));
        foreach (var chart in (string[])["fate", "fate-serving"])
        {
            var version = chart == "fate" ? "v1.8.0" : "v2.1.6";
            foreach (var route in (string[])["v1/cluster", "v1/cluster/render", "v1/chart/images"])
                await site.Site.SendAsync("POST", route, ClusterSite.Body("\"mysql\":\"Planted0Secret-6\",\"python\":\"Planted0Secret-7\",\"servingRedis\":\"Planted0Secret-8\",\"registry\":\"user:Planted0Secret-9@hub\"", version, chart: chart));
        }
    }

    private static void AssertClean(string where, string text)
    {
        foreach (var secret in (string[])[SecretSite.Planted, Passcode, Convert.ToBase64String(Encoding.UTF8.GetBytes("Planted0Secret-1"))])
        {
            var at = text.IndexOf(secret, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"{where}: …{text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 60)]}…");
        }
    }

    private static string Body(JsonObject spec)
    {
        var body = JsonNode.Parse(ClusterSite.Body())!;
        body["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(spec.ToJsonString()));
        return body.ToJsonString();
    }
}
