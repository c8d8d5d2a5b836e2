using KubeFate.Fate.Checks;
using KubeFate.Fate.Secrets;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate;

/// <summary>
/// Holds a cluster.yaml against the example that a chart carries (values-template-example.yaml), as the original's command does. An example
/// is not a rule: whatever differs is a warning.
/// </summary>
public static class ClusterExample
{
    /// <summary>Keys that the example does not have, and values of another kind than the example's. Never throws for what the texts say.</summary>
    public static IReadOnlyList<Problem> Compare(string clusterYaml, string example)
    {
        ArgumentNullException.ThrowIfNull(clusterYaml);
        ArgumentNullException.ThrowIfNull(example);
        var problems = new ProblemList();
        if (YamlReader.Read(clusterYaml, new ProblemList()) is not YamlMap file || YamlReader.Read(example, new ProblemList()) is not YamlMap shown) return [];
        SecretMarks.Mark(file);
        SecretMarks.Mark(file, shown);
        new ExampleCheck(file, example, problems).Check(shown);
        return problems.InOrder();
    }
}
