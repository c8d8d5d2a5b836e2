using System.Text.Json.Nodes;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate;

/// <summary>Any other YAML file of ours, such as the command's config.yaml, read by the same reader as cluster.yaml.</summary>
public static class YamlFile
{
    /// <summary>The file as JSON (an empty mapping when it is empty, null when it cannot be read) and what is wrong with it.</summary>
    public static (JsonNode? Json, IReadOnlyList<Problem> Problems) Read(string text)
    {
        var problems = new ProblemList();
        var root = YamlReader.Read(text, problems);
        if (root is null) return (problems.HasErrors ? null : new JsonObject(), problems.InOrder());
        return (YamlJson.From(root), problems.InOrder());
    }
}
