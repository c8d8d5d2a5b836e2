namespace KubeFate.Fate.Tests;

public sealed class ClusterExampleTests
{
    private const string Example = """
        name: party
        chartName: other
        partyId: 9999
        persistence: false
        registry: ""
        modules:
        - mysql
        mysql:
          size: 1Gi
          # existingClaim: ""
          resources: {}
        partyList:
        - partyId: 10000
          partyIp: 10.0.0.1
        # exchange:
        #   ip: 10.0.0.2
        nothing:
        """;

    [Fact]
    public void The_example_itself_and_what_is_left_out_of_it_is_fine()
    {
        Assert.Empty(ClusterExample.Compare(Example, Example));
        Assert.Empty(ClusterExample.Compare("name: a\nnamespace: b\nchartName: other\nchartVersion: v1\ntimeLimit: 1h\n", Example));
    }

    [Theory]
    [InlineData("partyid: 1", "partyid", "may be redundant")]
    [InlineData("mysql: { sice: 1Gi }", "mysql.sice", "may be redundant")]
    [InlineData("partyList: [{ partyId: 1 }, { partyId: 2, port: 1 }]", "partyList[1].port", "may be redundant")]
    [InlineData("persistence: [1]", "persistence", "may not match the type: here stands a list, in the chart's example false")]
    [InlineData("persistence: 1", "persistence", "may not match the type")]
    [InlineData("partyId: \"9999\"", "partyId", "may not match the type")]
    [InlineData("modules: mysql", "modules", "may not match the type")]
    [InlineData("mysql: 1Gi", "mysql", "may not match the type")]
    public void What_differs_is_a_warning_with_its_place(string line, string path, string message)
    {
        var problem = Assert.Single(ClusterExample.Compare("chartName: other\n" + line, Example));

        Assert.Equal((ProblemSeverity.Warning, path, 2), (problem.Severity, problem.Path, problem.Line));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exchange: { ip: 1.1.1.1, port: 1 }")]
    [InlineData("mysql: { existingClaim: a, size: }")]
    [InlineData("mysql: { resources: { limits: { cpu: 1 } } }")]
    [InlineData("partyId:")]
    [InlineData("registry: hub.example")]
    [InlineData("nothing: [1]")]
    [InlineData("bogus: 1\nskippedKeys: [bogus]")]
    [InlineData("mysql: { bogus: 1 }\nskippedKeys: [mysql.bogus]")]
    public void What_the_example_shows_as_a_comment_leaves_open_or_the_author_skips_is_fine(string text) => Assert.Empty(ClusterExample.Compare(text, Example));

    [Theory]
    [InlineData("fate", "v1.8.0", 0)]
    [InlineData("fate", "v1.9.0", 1)]
    [InlineData("other", "v0.1.0", 1)]
    public void Examples_of_FATE_before_1_9_are_not_whole_and_not_compared_with(string chart, string version, int problems) =>
        Assert.Equal(problems, ClusterExample.Compare($"chartName: {chart}\nchartVersion: {version}\nbogus: 1", Example).Count);

    [Theory]
    [InlineData("", "a: 1")]
    [InlineData("- a", "a: 1")]
    [InlineData("a: [", "a: 1")]
    [InlineData("a: 1", "")]
    [InlineData("a: 1", "{{ broken")]
    public void Texts_that_are_no_mappings_are_somebody_elses_to_tell(string file, string example) => Assert.Empty(ClusterExample.Compare(file, example));
}
