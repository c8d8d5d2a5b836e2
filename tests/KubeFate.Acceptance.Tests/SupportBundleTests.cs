using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests;

/// <summary><c>supportbundle collect --pack</c> of a running cluster: all that helps is in it, and no secret.</summary>
public sealed class SupportBundleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bundle_has_what_is_needed_and_no_secret()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        var spec = site.Spec("party-9999/cluster.yaml", ("backend: eggroll", "backend: eggroll\nmysql: { user: fate, password: spec-password-1 }\nfateboard: { username: admin, password: spec-password-2 }"));
        (await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait")).MustSucceed();
        var packed = site.Folder.File("bundle.zip");
        var collect = (await site.RunAsync(service, "supportbundle", "collect", "--dir", site.Folder.File("bundle"), "--pack", "-y", "--out", packed)).MustSucceed();
        Assert.Equal($"{packed} is packed; {site.Folder.File("bundle")} is removed\n", collect.Output);

        var files = await ReadAsync(packed);
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        var folder = Assert.Single(manifest["clusters"]!.AsArray())!["folder"]!.GetValue<string>();
        string[] wanted =
        [
            "client/facts.json", "service/version.json", "service/options.json", "service/service.log", "service/helm.json", "service/kubernetes.json", "spec.json", "cluster.json",
            "jobs.json", "state.json", "helm/history.json", "helm/values.json", "helm/manifest.json", "kubernetes/pods.json", "kubernetes/events.json", "kubernetes/claims.json",
            "kubernetes/services.json", "kubernetes/ingresses.json", "kubernetes/deployments.json",
        ];
        Assert.All(wanted, name => Assert.True(files.ContainsKey(name) || files.ContainsKey($"{folder}/{name}"), name));
        Assert.Contains(files.Keys, name => name.StartsWith($"{folder}/logs/python-", StringComparison.Ordinal) && name.EndsWith("/fateboard.log", StringComparison.Ordinal));
        Assert.Contains("rollsite", JsonNode.Parse(files[$"{folder}/state.json"])!["workloads"]!.ToJsonString());
        Assert.NotEmpty(JsonNode.Parse(files[$"{folder}/kubernetes/pods.json"])!.AsArray());
        Assert.Equal("Deployed", JsonNode.Parse(files[$"{folder}/helm/history.json"])![0]!["status"]!.GetValue<string>());

        // The secrets that the chart made at random are known from Kubernetes itself.
        var made = JsonNode.Parse(await site.KubectlAsync("get", "secrets", "-n", "fate-9999", "-o", "json"))!["items"]!.AsArray()
            .Where(secret => secret!["type"]!.GetValue<string>() == "Opaque").SelectMany(secret => secret!["data"]!.AsObject())
            .Select(entry => Encoding.UTF8.GetString(Convert.FromBase64String(entry.Value!.GetValue<string>()))).Where(value => value.Length is > 8 and < 200);
        foreach (var secret in made.Append("spec-password-1").Append("spec-password-2").Append("a-password-of-the-test").Append("eyJ"))
            Assert.All(files, file => Assert.False(file.Value.Contains(secret, StringComparison.Ordinal), $"{file.Key} holds {secret}"));
    }

    [Fact]
    public async Task A_Kubernetes_that_is_away_is_told_in_the_bundle()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        string uuid;
        await using (var service = await site.StartServiceAsync())
        {
            (await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"), "--wait")).MustSucceed();
            uuid = JsonNode.Parse((await site.RunAsync(service, "cluster", "list", "-o", "json")).Output)![0]!["uuid"]!.GetValue<string>();
        }

        site.Environment["KUBECONFIG"] = site.Folder.Write("down", (await File.ReadAllTextAsync(site.Kubeconfig, Cancel))
            .Replace("server: http://127.0.0.1:", "server: http://127.0.0.1:1#", StringComparison.Ordinal));
        await using var again = await site.StartServiceAsync();
        var collect = (await site.RunAsync(again, "supportbundle", "collect", uuid, "--dir", site.Folder.File("bundle"))).MustSucceed();
        Assert.Contains("kubernetes: ", collect.Error);
        Assert.Contains("cannot be reached", collect.Error);
        Assert.True(File.Exists(Directory.GetFiles(site.Folder.File("bundle"), "jobs.json", SearchOption.AllDirectories).Single()));
    }

    private static async Task<Dictionary<string, string>> ReadAsync(string path)
    {
        await using var zip = await ZipFile.OpenReadAsync(path, Cancel);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancel));
            files.Add(entry.FullName, await reader.ReadToEndAsync(Cancel));
        }

        return files;
    }
}
