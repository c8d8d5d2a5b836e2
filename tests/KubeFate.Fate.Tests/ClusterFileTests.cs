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

    [Fact]
    public void What_is_meant_beyond_doubt_reaches_the_chart_as_meant()
    {
        var spec = ClusterFile.Parse(Good.Replace("partyId: 9999", "partyId: \"9999\"", StringComparison.Ordinal) + """
            timeLimit: 1h30m
            mysql:
              password: 0123
              size: 10
              nodeSelector: { zone: 1 }
              accessMode: ""
            python:
              logLevel: info
            """).Spec!;

        Assert.Equal(9999, spec.PartyId);
        Assert.Equal(TimeSpan.FromMinutes(90), spec.TimeLimit);
        Assert.Equal("""{"password":"0123","size":"10","nodeSelector":{"zone":"1"},"accessMode":null}""", spec.Values["mysql"]!.ToJsonString());
        Assert.Equal("INFO", spec.Values["python"]!["logLevel"]!.GetValue<string>());
        Assert.Equal(9999, spec.Values["partyId"]!.GetValue<long>());
    }

    [Fact]
    public void What_the_command_read_the_service_reads_too()
    {
        var command = ClusterFile.Parse(Good + "mysql: { user: yes, database: 1.10 }\n");
        var service = ClusterFile.Parse(command.Spec!.Values.ToJsonString());

        Assert.Equal(2, command.Problems.Count);
        Assert.Empty(service.Problems);
        Assert.Equal("""{"user":"yes","database":"1.10"}""", service.Spec!.Values["mysql"]!.ToJsonString());
    }

    [Fact]
    public void A_file_with_errors_still_has_its_JSON()
    {
        var file = ClusterFile.Parse("name: x\nmodules: none\n");

        Assert.Null(file.Spec);
        Assert.True(file.HasErrors);
        Assert.Equal("""{"name":"x","modules":"none"}""", file.Json!.ToJsonString());
    }

    [Fact]
    public void A_problem_reads_as_compilers_write_them()
    {
        var problem = new Problem { Severity = ProblemSeverity.Error, Path = "modules[2]", Line = 14, Column = 5, Message = "cause; cure" };

        Assert.Equal("cluster.yaml:14: error: modules[2]: cause; cure", problem.Format("cluster.yaml"));
        Assert.Equal("cluster.yaml: warning: cause; cure", (problem with { Severity = ProblemSeverity.Warning, Path = "", Line = 0 }).Format("cluster.yaml"));
    }
}
