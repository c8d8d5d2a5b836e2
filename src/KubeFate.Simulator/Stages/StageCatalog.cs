using System.Text;

namespace KubeFate.Simulator.Stages;

/// <summary>The stages that are known, and which of them the cluster runs.</summary>
internal sealed class StageCatalog
{
    /// <summary>What a pod meets where a mix has nothing better to stand on.</summary>
    private const string Ordinary = "general";

    private readonly Dictionary<string, Stage> stages;
    private readonly Dictionary<string, StagePlan> plans = [];

    /// <summary>Joins the stages with their bases, so that a faulty one is told at once.</summary>
    /// <param name="cluster">The stage of every pod that asks for no other.</param>
    /// <exception cref="ArgumentException">The cluster's stage is not known.</exception>
    public StageCatalog(IEnumerable<Stage> known, string cluster)
    {
        stages = known.ToDictionary(stage => stage.Name, StringComparer.Ordinal);
        Cluster = Find(cluster)
            ?? throw new ArgumentException($"stage `{cluster}` is not known; the stages are {string.Join(", ", Names)}", nameof(cluster));
        foreach (var stage in stages.Values.Where(stage => stage.Mix.Count == 0)) plans[stage.Name] = new(Chain(stage));
    }

    public Stage Cluster { get; }

    public IEnumerable<string> Names => stages.Keys.Order(StringComparer.Ordinal);

    /// <summary>The stages that a container's image alone leads to.</summary>
    public IEnumerable<Stage> ByImage => stages.Values.Where(stage => stage.Images.Count > 0);

    /// <summary>The stages that come with the Simulator.</summary>
    public static StageCatalog Load(string cluster)
    {
        var assembly = typeof(StageCatalog).Assembly;
        var files = assembly.GetManifestResourceNames().Where(
            name => name.StartsWith("stages/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return new(files.Select(file =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!, Encoding.UTF8);
            return StageReader.Read(file, reader.ReadToEnd());
        }).ToList(), cluster);
    }

    public Stage? Find(string name) => stages.GetValueOrDefault(name);

    /// <summary>The joined steps of a stage. A mix gives each key (such as a workload's name) always the same one of its stages.</summary>
    public StagePlan Plan(Stage stage, string key) => stage.Mix.Count == 0 ? plans[stage.Name] : plans[Pick(stage, key)];

    private static string Pick(Stage stage, string key)
    {
        // FNV-1a: the same key must meet the same stage in every run, which string.GetHashCode does not promise.
        var hash = Encoding.UTF8.GetBytes(key).Aggregate(2166136261u, (sum, octet) => unchecked((sum ^ octet) * 16777619u));
        var place = (int)(hash % (uint)stage.Mix.Values.Sum());
        return stage.Mix.First(entry => (place -= entry.Value) < 0).Key;
    }

    private List<Stage> Chain(Stage stage)
    {
        var chain = new List<Stage> { stage };
        while (chain[^1].Base is { } name)
        {
            if (name is "cluster") name = Cluster.Mix.Count == 0 && Cluster.Base is not "cluster" ? Cluster.Name : Ordinary;
            var next = Find(name) ?? throw new FormatException($"stage {chain[^1].Name}: its base `{name}` is not known");
            if (chain.Contains(next)) throw new FormatException($"stage {stage.Name}: its bases go round in a circle at {name}");
            chain.Add(next);
        }

        return chain;
    }
}
