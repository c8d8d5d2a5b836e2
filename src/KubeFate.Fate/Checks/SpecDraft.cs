using System.Text.Json.Nodes;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The keys that we read ourselves, whatever the chart.</summary>
internal sealed class SpecDraft
{
    private readonly ProblemList problems;
    private readonly YamlMap map;

    private SpecDraft(YamlMap map, ProblemList problems)
    {
        this.map = map;
        this.problems = problems;
        Name = Required("name");
        Namespace = Required("namespace");
        ChartName = Required("chartName");
        ChartVersion = Required("chartVersion");
        Release = FateReleases.Find(ChartName, ChartVersion);
    }

    public string Name { get; }

    public string Namespace { get; }

    public string ChartName { get; }

    public string ChartVersion { get; }

    public FateRelease? Release { get; }

    public static SpecDraft From(YamlMap map, ProblemList problems) => new(map, problems);

    public ClusterSpec ToSpec(JsonObject values) => new()
    {
        Name = Name,
        Namespace = Namespace,
        ChartName = ChartName,
        ChartVersion = ChartVersion,
        PartyId = map["partyId"] is YamlScalar { Value.Kind: ScalarKind.Integer } id ? (int)id.Value.Integer : null,
        Modules = map["modules"] is YamlList list ? [.. list.Items.OfType<YamlScalar>().Select(item => item.Value.Text)] : [],
        Persistence = map["persistence"] is YamlScalar { Value.Kind: ScalarKind.Boolean } persistence && persistence.Value.Boolean,
        Values = values,
        Release = Release,
    };

    private string Required(string key)
    {
        var node = map[key];
        if (node is YamlScalar { Value.Kind: ScalarKind.Text, Value.Text: { Length: > 0 } text }) return text;
        if (node is null or YamlScalar { Value.IsNull: true } or YamlScalar { Value.Text: "" })
            problems.Error(key, node?.Line ?? 0, node?.Column ?? 0, $"the key {key} is missing; a cluster.yaml needs name, namespace, chartName and chartVersion");
        else
            problems.Error(key, node.Line, node.Column, $"a text is needed; here stands {node.Describe()}");
        return "";
    }
}
