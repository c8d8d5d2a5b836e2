using KubeFate.Testing;

namespace KubeFate.Fate.Tests;

/// <summary>
/// Cases/*.yaml with, beside each that has problems, a .txt of the lines a user reads. Files named accepted-* have none.
/// With KUBEFATE_WRITE_CASES=1 the .txt are written as the code answers now: read the difference before you keep it.
/// </summary>
public sealed class CaseTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "KubeFate.Fate.Tests", "Cases");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_has_its_problems(string name)
    {
        var expected = Path.Combine(Folder, name + ".txt");

        var file = ClusterFile.Parse(File.ReadAllText(Path.Combine(Folder, name + ".yaml")));

        var lines = string.Concat(file.Problems.Select(problem => problem.Format("cluster.yaml") + "\n"));
        if (Environment.GetEnvironmentVariable("KUBEFATE_WRITE_CASES") == "1" && lines.Length > 0) File.WriteAllText(expected, lines);
        Assert.Equal(File.Exists(expected) ? File.ReadAllText(expected) : "", lines);
        Assert.Equal(file.HasErrors, file.Spec is null);
        if (name.StartsWith("accepted-", StringComparison.Ordinal)) Assert.Empty(lines);
    }
}
