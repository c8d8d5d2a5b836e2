using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>Every cluster.yaml under examples/ is installed by the command until all its pods are ready, and taken away again.</summary>
public sealed class ExampleTests(ExampleSite site) : IClassFixture<ExampleSite>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "examples");

    public static TheoryData<string> Files =>
    [
        .. from path in Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
           where File.ReadLines(path).Any(line => line.StartsWith("chartName:", StringComparison.Ordinal))
           select Path.GetRelativePath(Folder, path) into name
           orderby name
           select name,
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_example_installs_until_it_is_ready(string example)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, example), TestContext.Current.CancellationToken);
        var spec = ClusterFile.Parse(text).Spec;
        Assert.NotNull(spec);

        // A namespace for each: what one leaves behind, its volumes, is none of the next one's business.
        var home = string.Concat(example.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))[..^".yaml".Length];
        // What lacks something fails after some minutes, with the reason, and not after the hour that a cluster has.
        var file = site.Write(home + ".yaml", text.Replace($"\nnamespace: {spec.Namespace}", $"\nnamespace: {home}\ntimeLimit: {HangGuard.Text}", StringComparison.Ordinal));
        await site.CreateAsync(home, ExampleNeeds.Of(spec.Values));
        (await site.RunAsync("cluster", "install", "-f", file, "--wait")).MustSucceed();

        var pods = JsonNode.Parse(await site.KubectlAsync("get", "pods", "-n", home, "-o", "json"))!["items"]!.AsArray();
        Assert.NotEmpty(pods);
        // A Job's pod is done rather than ready.
        Assert.All(pods.Where(pod => pod!["status"]!["phase"]!.GetValue<string>() != "Succeeded"), pod => Assert.All(pod!["status"]!["containerStatuses"]!.AsArray(), container => Assert.True(container!["ready"]!.GetValue<bool>(), pod.ToJsonString())));
        var cluster = Assert.Single(JsonNode.Parse((await site.RunAsync("cluster", "list", "-o", "json")).MustSucceed().Output)!.AsArray())!;
        Assert.Equal("Running", cluster["status"]!.GetValue<string>());
        (await site.RunAsync("cluster", "delete", cluster["uuid"]!.GetValue<string>(), "--yes", "--wait")).MustSucceed();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_an_example_needs_beforehand_is_said_in_it(string example)
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(Folder, example), TestContext.Current.CancellationToken);
        string[] comments = [.. lines.Select(line => line.Split('#', 2)).Where(parts => parts.Length == 2).Select(parts => parts[1])];
        var needs = ExampleNeeds.Named(ClusterFile.Parse(string.Join('\n', lines)).Spec!.Values, "", "");

        // Without a Secret to pull with, Kubernetes goes on, and public images come all the same.
        foreach (var (_, name) in needs.Where(need => need.Kind != "PullSecret"))
            Assert.Contains(comments, comment => comment.Contains(name, StringComparison.Ordinal));
    }
}
