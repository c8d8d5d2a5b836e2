using System.Text.Json.Nodes;
using KubeFate.Fate.Checks;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate;

/// <summary>A cluster.yaml as read: what it asks for, and everything that is wrong with it.</summary>
public sealed record ClusterFile
{
    /// <summary>Null when there is any error.</summary>
    public ClusterSpec? Spec { get; init; }

    /// <summary>The file as JSON; null when it is no mapping.</summary>
    public JsonObject? Json { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    public bool HasErrors => Problems.Any(problem => problem.Severity == ProblemSeverity.Error);

    /// <summary>Reads YAML or JSON. Never throws for what the text says: every fault is a problem.</summary>
    public static ClusterFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new ProblemList();
        var root = YamlReader.Read(text, problems);
        if (root is not YamlMap map)
        {
            if (root is not null)
                problems.Error("", root.Line, root.Column, NotAMapping(root));
            else if (!problems.HasErrors)
                problems.Error("", 0, 0, "the file is empty; a cluster.yaml needs at least name, namespace, chartName and chartVersion");
            return new ClusterFile { Problems = problems.InOrder() };
        }

        var draft = SpecDraft.From(map, problems);
        var json = YamlJson.From(map);
        return new ClusterFile
        {
            Json = json,
            Spec = problems.HasErrors ? null : draft.ToSpec(json),
            Problems = problems.InOrder(),
        };
    }

    private static string NotAMapping(YamlNode root)
    {
        const string needed = "a cluster.yaml has keys with values, such as name: fate-9999";
        if (root is not YamlScalar scalar) return $"{needed}; here stands {root.Kind()}";
        if (scalar.Text.StartsWith('<')) return $"{needed}; this looks like a web page";
        if (scalar.Text.Any(char.IsControl) && !scalar.Text.Contains('\n', StringComparison.Ordinal))
            return $"{needed}; this is no text file";
        var colon = scalar.Text.IndexOf(':');
        return colon > 0 ? $"{needed}; write a space after the colon" : $"{needed}; here stands {root.Kind()}";
    }
}
