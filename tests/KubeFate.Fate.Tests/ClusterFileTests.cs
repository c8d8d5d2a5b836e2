using System.Text.Json.Nodes;

namespace KubeFate.Fate.Tests;

public sealed class ClusterFileTests
{
    internal const string Good = """
        name: fate-9999
        namespace: fate-9999
        chartName: fate
        chartVersion: v1.8.0
        partyId: 9999
        registry: ""
        imageTag: 1.8.0-release
        pullPolicy:
        persistence: false
        modules:
          - rollsite
          - clustermanager
          - nodemanager
          - mysql
          - python
          - fateboard
          - client

        backend: eggroll

        rollsite:
          type: NodePort
          nodePort: 30091
          partyList:
          - partyId: 10000
            partyIp: 192.168.10.1
            partyPort: 30101

        """;

    [Fact]
    public void A_good_file_becomes_a_spec()
    {
        var file = ClusterFile.Parse(Good);

        Assert.Empty(file.Problems);
        var spec = file.Spec!;
        Assert.Equal(("fate-9999", "fate-9999", "fate", "v1.8.0"), (spec.Name, spec.Namespace, spec.ChartName, spec.ChartVersion));
        Assert.Equal(9999, spec.PartyId);
        Assert.Equal(["rollsite", "clustermanager", "nodemanager", "mysql", "python", "fateboard", "client"], spec.Modules);
        Assert.False(spec.Persistence);
        Assert.Null(spec.TimeLimit);
        Assert.Equal(30091, spec.Values["rollsite"]!["nodePort"]!.GetValue<long>());
        Assert.Equal("v1.8.0", spec.Release!.Version);
    }

    [Fact]
    public void The_same_file_as_JSON_gives_the_same_spec()
    {
        var yaml = ClusterFile.Parse(Good);
        var json = ClusterFile.Parse(yaml.Json!.ToJsonString());

        Assert.Empty(json.Problems);
        Assert.True(JsonNode.DeepEquals(yaml.Spec!.Values, json.Spec!.Values));
        Assert.Equal(yaml.Spec.PartyId, json.Spec.PartyId);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("namespace")]
    [InlineData("chartName")]
    [InlineData("chartVersion")]
    public void A_required_key_that_is_missing_is_named(string key)
    {
        var text = string.Join('\n', Good.Split('\n').Where(line => !line.StartsWith(key + ":", StringComparison.Ordinal)));

        var file = ClusterFile.Parse(text);

        Assert.Null(file.Spec);
        Assert.Contains(file.Problems, problem => problem.Path == key && problem.Severity == ProblemSeverity.Error);
    }
}
