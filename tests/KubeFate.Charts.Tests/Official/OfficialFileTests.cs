using KubeFate.Charts.Tests.Rendering;
using KubeFate.Charts.Tests.Server;
using KubeFate.Fate;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Official;

/// <summary>
/// The example files of KubeFATE@v1.11.2 and v2.0.0 (k8s-deploy/*.yaml and k8s-deploy/examples): the same keys and values, written anew. Those
/// of v2.0.0 that are files of v1.11.2 unchanged are there once. Beside each that has problems a .txt of the lines a user reads; with
/// KUBEFATE_WRITE_CASES=1 they are written as the code answers now: read the difference before you keep it.
/// </summary>
public sealed class OfficialFileTests
{
    // FATE 2 has no rollsite: with it a party would have no gateway, as with KubeFATE v2.0.0 itself, whose chart passes over it.
    private static readonly string[] Refused =
    [
        "v2.0.0/party-10000-cluster", "v2.0.0/party-10000-cluster-gpu", "v2.0.0/party-9999-cluster", "v2.0.0/party-9999-cluster-gpu",
    ];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Official");

    public static TheoryData<string> Files => [.. All];

    public static TheoryData<string> Accepted => [.. All.Except(Refused, StringComparer.Ordinal)];

    private static IEnumerable<string> All =>
        from file in Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select Path.GetRelativePath(Folder, file)[..^".yaml".Length];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void All_of_them_are_here() =>
        Assert.Equal([19, 14], All.GroupBy(name => name.Split('/')[0], StringComparer.Ordinal).Select(release => release.Count()));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_official_file_is_told_what_it_should_know(string name)
    {
        var file = ClusterFile.Parse(await ReadAsync(name));

        var expected = Path.Combine(Folder, name + ".txt");
        var lines = string.Concat(file.Problems.Select(problem => problem.Format("cluster.yaml") + "\n"));
        if (Environment.GetEnvironmentVariable("KUBEFATE_WRITE_CASES") == "1") await WriteAsync(expected, lines);
        Assert.Equal(File.Exists(expected) ? await File.ReadAllTextAsync(expected, Cancel) : "", lines);
        Assert.Equal(Refused.Contains(name, StringComparer.Ordinal), file.HasErrors);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task An_official_file_renders_as_it_is(string name) =>
        Assert.NotEmpty((await FateChart.RenderAsync(await ReadAsync(name), Cancel)).Workloads);

    [Theory]
    [InlineData("v2.0.0/party-9999-cluster")]
    [InlineData("v2.0.0/party-10000-cluster-gpu")]
    public async Task What_the_check_refuses_the_chart_refuses_too(string name) =>
        Assert.Contains("computing: Eggroll, federation: OSX", await FateChart.RefuseAsync(await ReadAsync(name), Cancel), StringComparison.Ordinal);

    [Fact]
    public async Task Every_official_file_that_is_accepted_installs_unchanged()
    {
        await using var cluster = await SimulatedCluster.StartAsync(Cancel);
        foreach (var name in All.Except(Refused, StringComparer.Ordinal))
        {
            var text = await ReadAsync(name);
            var chart = ClusterFile.Parse(text).Spec!.ChartName;
            string[] release = ["official", "-n", SimulatedCluster.Namespace];
            (await cluster.RunAsync(Tools.Helm, ["install", .. release, FateChart.FolderOf(chart), "-f", Path.Combine(Folder, name + ".yaml")], Cancel)).MustSucceed();
            (await cluster.RunAsync(Tools.Helm, ["uninstall", .. release], Cancel)).MustSucceed();
        }
    }

    private static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Folder, name + ".yaml"), Cancel);

    private static async Task WriteAsync(string file, string text)
    {
        if (text.Length > 0) await File.WriteAllTextAsync(file, text, Cancel);
        else File.Delete(file);
    }
}
