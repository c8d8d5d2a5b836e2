using KubeFate.Fate;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests;

/// <summary>What the chart reads is what KubeFATE's own check of cluster.yaml knows.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.yaml", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(CaseTests.Folder, "cluster.yaml", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_cluster_yaml_of_ours_passes_the_check_without_a_word(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), TestContext.Current.CancellationToken);
        string[] problems = [.. ClusterFile.Parse(text).Problems.Select(problem => problem.Format(file))];
        Assert.True(problems.Length == 0, string.Join("\n", problems));
    }
}
