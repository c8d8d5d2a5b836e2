using System.Text.Json.Nodes;
using KubeFate.Fate;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>One cluster.yaml of the matrix.</summary>
internal sealed record MatrixCase
{
    public required Combination Cluster { get; init; }

    public required OptionSet Options { get; init; }

    public required string ClusterYaml { get; init; }

    /// <summary>What KubeFATE hands to helm.</summary>
    public required JsonObject Values { get; init; }

    /// <summary>Problems that the check of cluster.yaml finds and no option set may have.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public string Name => $"{Cluster.Name}/{Options.Name}";

    /// <summary>Null when the combination has nothing of the kind.</summary>
    public static MatrixCase? Of(Combination cluster, OptionSet options)
    {
        if (options.Keys(cluster) is not { } keys) return null;
        var yaml = JsonMerge.Over(Start(cluster), keys);
        var file = ClusterFile.Parse(YamlText.Of(yaml));

        // One set serves every release: what this one has no use for goes out, key by key.
        for (var unread = Unread(file); unread is not null; unread = Unread(file))
        {
            JsonMerge.Remove(yaml, unread);
            file = ClusterFile.Parse(YamlText.Of(yaml));
        }

        if (options.MayBeRefused && file.HasErrors) return null;
        if (options.Name != OptionSets.Plain.Name && Of(cluster, OptionSets.Plain)!.ClusterYaml == YamlText.Of(yaml)) return null;
        return new()
        {
            Cluster = cluster,
            Options = options,
            ClusterYaml = YamlText.Of(yaml),
            Values = file.Spec?.Values ?? [],
            Problems = [.. file.Problems.Where(problem => problem.Path != "podSecurityPolicy.enabled" && !problem.Message.StartsWith("FATE names no image", StringComparison.Ordinal)).Select(problem => problem.Format(options.Name))],
        };
    }

    private static JsonObject Start(Combination cluster)
    {
        JsonObject yaml = new()
        {
            ["name"] = "fate-9999",
            ["namespace"] = "fate-9999",
            ["chartName"] = cluster.Release.Chart,
            ["chartVersion"] = cluster.Release.Version,
            ["partyId"] = 9999,
        };
        // What a chart cannot do without, and no option set is about.
        if (cluster.Release.Chart == "fate-upgrade-manager")
            foreach (var (key, word) in ((string, string)[])[("start", "1.8.0"), ("target", "1.11.2"), ("password", "database-secret")]) yaml[key] = word;
        foreach (var (key, word) in cluster.Engine?.Settings ?? new Dictionary<string, string>()) yaml[key] = word;
        yaml["modules"] = new JsonArray([.. cluster.Modules.Select(name => JsonValue.Create(name))]);
        return JsonMerge.Over(yaml, Routes.Plain(cluster));
    }

    private static string? Unread(ClusterFile file) => file.Problems.FirstOrDefault(problem =>
        problem.Severity == ProblemSeverity.Warning
        && (problem.Message.Contains("does not read this key", StringComparison.Ordinal) || problem.Message.Contains("makes no use of this key", StringComparison.Ordinal)))?.Path;
}
