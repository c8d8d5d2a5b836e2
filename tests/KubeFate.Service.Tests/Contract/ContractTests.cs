using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Contract;

/// <summary>The original's recorded requests, replayed in their order against the whole service on a simulated Kubernetes.</summary>
public sealed class ContractTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "KubeFate.Service.Tests", "Contract", "Cases");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "?-*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal).OfType<string>()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_recorded_request_is_answered_as_recorded_or_better(string file)
    {
        using var folder = new TempFolder();
        await using var kubernetes = await SimulatedKubernetes.StartAsync(folder, "peer-a", "peer-b");
        await using var service = await RunningService.StartAsync(folder, options => options with { Kubeconfig = kubernetes.Kubeconfig, Helm = Tools.Helm });
        var kept = new Dictionary<string, string>(StringComparer.Ordinal) { ["password"] = "first-password" };
        var shapes = new Shapes(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "shapes.json"), TestContext.Current.CancellationToken))!.AsObject());

        var differences = await new Replay(service, shapes, kept).RunAsync(Read(file));

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Every_difference_from_the_original_has_its_row_in_the_documentation()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "compatibility.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim()).ToHashSet(StringComparer.Ordinal);
        var unnamed = Files.SelectMany(file => Read(file.Data)).Where(one => one.Differs is { } differs && !rows.Contains(differs.Row)).Select(one => $"{one.Name}: {one.Differs!.Row}");
        Assert.Empty(unnamed);
    }

    private static List<ContractCase> Read(string file) =>
        JsonSerializer.Deserialize<List<ContractCase>>(File.ReadAllText(Path.Combine(Folder, file)), ContractCase.Json)!;
}
