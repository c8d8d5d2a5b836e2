using KubeFate.Fate.Yaml;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>The sentences that explain a chart's keys: src/KubeFate.Fate/Keys/Meanings, where every.yaml tells their form.</summary>
internal sealed class Meanings
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "KubeFate.Fate", "Keys", "Meanings");

    private readonly MeaningFile every = MeaningFile.Read(Path.Combine(Folder, "every.yaml"));
    private readonly MeaningFile own;

    private Meanings(MeaningFile own) => this.own = own;

    public static string Home => "src/KubeFate.Fate/Keys/Meanings";

    /// <summary>Keys that many sections have together.</summary>
    public IReadOnlyList<KeyGroup> Groups => [.. own.Groups, .. every.Groups];

    public static Meanings Of(string chart)
    {
        var file = Path.Combine(Folder, chart + ".yaml");
        return new Meanings(File.Exists(file) ? MeaningFile.Read(file) : new MeaningFile([], Empty, Empty));
    }

    /// <summary>The sentence for a path such as <c>rollsite.partyList.partyId</c>; null when there is none.</summary>
    public string? Find(string path) =>
        own.Keys.GetValueOrDefault(path) ?? every.Keys.GetValueOrDefault(path) ?? own.ByEnd(path) ?? every.ByEnd(path);

    /// <summary>Sentences of the chart's own file for whole paths that the chart has not.</summary>
    public IEnumerable<string> Unused(IReadOnlySet<string> paths) => own.Keys.Keys.Where(path => !paths.Contains(path));

    private static Dictionary<string, string> Empty => new(StringComparer.Ordinal);

    private sealed record MeaningFile(IReadOnlyList<KeyGroup> Groups, Dictionary<string, string> Anywhere, Dictionary<string, string> Keys)
    {
        public static MeaningFile Read(string file)
        {
            var problems = new ProblemList();
            var root = (YamlMap)YamlReader.Read(File.ReadAllText(file), problems)!;
            Assert.False(problems.HasErrors, string.Join('\n', problems.InOrder().Select(problem => problem.Format(file))));
            var groups = (root["groups"] as YamlList)?.Items.Cast<YamlMap>().Select(group => new KeyGroup(((YamlScalar)group["title"]!).Text, Sentences(group["keys"]))) ?? [];
            return new MeaningFile([.. groups], Sentences(root["anywhere"]), Sentences(root["keys"]));
        }

        public string? ByEnd(string path)
        {
            for (var end = path; ; end = end[(end.IndexOf('.', StringComparison.Ordinal) + 1)..])
            {
                var sentence = Anywhere.GetValueOrDefault(end) ?? Groups.Select(group => group.Keys.GetValueOrDefault(end)).OfType<string>().FirstOrDefault();
                if (sentence is not null) return sentence;
                if (!end.Contains('.', StringComparison.Ordinal)) return null;
            }
        }

        private static Dictionary<string, string> Sentences(YamlNode? node) =>
            (node as YamlMap)?.Entries.ToDictionary(entry => entry.Key, entry => ((YamlScalar)entry.Value).Text, StringComparer.Ordinal) ?? Empty;
    }
}

/// <summary>Keys that a page explains once for all sections that have them all.</summary>
internal sealed record KeyGroup(string Title, IReadOnlyDictionary<string, string> Keys);
