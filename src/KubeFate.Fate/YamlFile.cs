using System.Text.Json.Nodes;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate;

/// <summary>Any other YAML file of ours, such as the command's config.yaml, read by the same reader as cluster.yaml.</summary>
public static class YamlFile
{
    /// <summary>The file as JSON (null when it is empty or cannot be read) and what is wrong with it.</summary>
    public static (JsonNode? Json, IReadOnlyList<Problem> Problems) Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (new JsonObject(), []);
        var problems = new ProblemList();
        var root = YamlReader.Read(text, problems);
        return (root is null ? null : YamlJson.From(root), problems.InOrder());
    }
}
