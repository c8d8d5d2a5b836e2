using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>What no image has shown yet: charts/not-run.yaml, which tells its own form.</summary>
internal sealed record NotRun(string Chart, string Module, string Sentence, string? Since, string? Until)
{
    public const string Home = "charts/not-run.yaml";

    /// <summary>The part that is no chart.</summary>
    public const string Everywhere = "everywhere";

    public static IReadOnlyList<NotRun> All { get; } = Read();

    public bool Holds(FateRelease release) =>
        Chart == release.Chart && release.Modules.ContainsKey(Module) && (Since is null || !Before(release.Version, Since)) && (Until is null || !Before(Until, release.Version));

    private static bool Before(string one, string other) => ReleaseNumber.Parse(one)!.IsBefore(ReleaseNumber.Parse(other)!);

    private static List<NotRun> Read()
    {
        var problems = new ProblemList();
        var root = (YamlMap)YamlReader.Read(File.ReadAllText(Path.Combine(Repository.Root, Home)), problems)!;
        Assert.False(problems.HasErrors, string.Join('\n', problems.InOrder().Select(problem => problem.Format(Home))));
        return [.. from chart in root.Entries
                   from module in chart.Value is YamlMap modules ? modules.Entries.Select(entry => (entry.Key, entry.Value)) : [("", chart.Value)]
                   from line in ((YamlList)module.Value).Items.Cast<YamlMap>()
                   select new NotRun(chart.Key, module.Key, Text(line["not"])!, Text(line["since"]), Text(line["until"]))];
    }

    private static string? Text(YamlNode? node) => (node as YamlScalar)?.Text;
}
