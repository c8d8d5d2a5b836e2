using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Golden;

/// <summary>What every command prints, letter by letter: tables, JSON, YAML and errors.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "KubeFate.Cli.Tests", "Golden");

    public static TheoryData<string> Transcripts => [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Transcripts))]
    public async Task Commands_print_what_their_transcript_says(string name)
    {
        var file = Path.Combine(Folder, name + ".txt");
        var expected = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        using var run = new CommandRun();
        CannedService.Fill(run.Service);
        run.Folder.Write("cluster.yaml", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "party-9999", "cluster.yaml"), TestContext.Current.CancellationToken));
        run.Folder.Write("wrong.yaml", "name: fate-9999\nnamespace: fate-9999\nchartName: fate\nchartVersion: v1.8.0\npartyId: many\nmodules:\n  - rollsite\n  - clustermanger\n");
        run.Folder.Write("chart.tgz", "not looked at here");
        var actual = await Transcript.ReplayAsync(expected, run);
        if (Environment.GetEnvironmentVariable(Transcript.RewriteVariable) == "1") await File.WriteAllTextAsync(file, actual, TestContext.Current.CancellationToken);
        else if (expected != actual) Assert.Fail($"{file} is not what the commands print now. When the new text is right, run this test with {Transcript.RewriteVariable}=1 and commit the file.\n{Difference(expected, actual)}");
    }

    private static string Difference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var first = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(line => line >= left.Length || line >= right.Length || left[line] != right[line]);
        return $"line {first + 1}:\n- {left.ElementAtOrDefault(first)}\n+ {right.ElementAtOrDefault(first)}";
    }
}
