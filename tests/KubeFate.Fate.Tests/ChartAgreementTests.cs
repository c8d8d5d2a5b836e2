using KubeFate.Testing;

namespace KubeFate.Fate.Tests;

/// <summary>What we accept, the chart renders: nobody waits for a job to learn that a key was wrong.</summary>
public sealed class ChartAgreementTests
{
    private static readonly string Cases = Path.Combine(Repository.Root, "tests", "KubeFate.Fate.Tests", "Cases");

    public static TheoryData<string> Accepted => [.. from file in Directory.GetFiles(Cases, "*.yaml")
                                                     let spec = ClusterFile.Parse(File.ReadAllText(file)).Spec
                                                     where spec is { Release: not null }
                                                     select Path.GetFileName(file)];

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task The_chart_renders_what_is_accepted(string name)
    {
        var spec = ClusterFile.Parse(await File.ReadAllTextAsync(Path.Combine(Cases, name), TestContext.Current.CancellationToken)).Spec!;
        using var folder = new TempFolder();
        var values = folder.Write("values.json", spec.Values.ToJsonString());

        var rendered = await ToolProcess.RunAsync(
            Tools.Helm,
            ["template", spec.Name, Path.Combine(Repository.Root, "charts", spec.ChartName), "-f", values, "--kube-version", "v1.24.0"],
            null,
            null,
            TestContext.Current.CancellationToken);

        // helm tells of the link to the library; anything else would be a warning of the chart.
        Assert.Empty(rendered.Error.Split('\n').Where(line => line.Length > 0 && !line.Contains("found symbolic link", StringComparison.Ordinal)));
        Assert.Equal(0, rendered.ExitCode);
    }
}
