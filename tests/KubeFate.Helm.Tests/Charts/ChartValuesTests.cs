using System.Text.Json.Nodes;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Charts;

public sealed class ChartValuesTests : IDisposable
{
    private const string Template = """
        {{- define "port" }}{{ . | default 9370 }}{{ end -}}
        name: {{ .name }}
        partyId: {{ .partyId | int64 | toString }}
        label: "party-{{ .partyId }}"
        notSet: {{ .notSet }}
        exchange: null
        modules:
        {{- range .modules }}
          {{ . }}: true
        {{- end }}
        {{- if has "rollsite" .modules }}
        gateway: rollsite
        {{- end }}
        {{- with .rollsite }}
        rollsite:
          port: {{ template "port" .nodePort }}
          resources:
        {{ toYaml .resources | indent 4 }}
          exchange:
          {{- with .exchange }}
            ip: {{ .ip }}
          {{- end }}
        {{- end }}
        {{- with .absent }}
        absent: {{ .x.y.z }}
        {{- end }}
        persistence: {{ .persistence | default false }}
        ratio: {{ .ratio }}
        """;

    private const string Cluster = """
        {"name":"fate-9999","partyId":1000001,"modules":["rollsite","mysql"],"persistence":true,"ratio":0.25,
         "rollsite":{"nodePort":30091,"exchange":null,"resources":{"memory":4294967296,"limits":[1000000,null,{"cpu":2000000.0}],"text":"<a & b>"}}}
        """;

    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task The_charts_template_makes_the_values_from_cluster_yaml(string program)
    {
        var values = await FromAsync(program, Template, Cluster);

        const string expected = """
            {"name":"fate-9999","partyId":1000001,"label":"party-1000001","notSet":null,"exchange":null,
             "modules":{"rollsite":true,"mysql":true},"gateway":"rollsite","persistence":true,"ratio":0.25,
             "rollsite":{"port":30091,"exchange":null,"resources":{"memory":4294967296,"limits":[1000000,null,{"cpu":2000000}],"text":"<a & b>"}}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(values.ToJsonString())), values.ToJsonString());
        Assert.True(values.ContainsKey("exchange"), "the null that takes a default away is gone");
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task Reading_below_what_is_not_set_is_told_with_the_templates_line(string program)
    {
        var error = await Assert.ThrowsAsync<HelmException>(() => FromAsync(program, "a: 1\nb: {{ .rollsite.exchange.ip }}\n", """{"rollsite":{}}"""));

        Assert.Equal(HelmFailure.ValuesInvalid, error.Code);
        Assert.Equal(
            "chart demo 1.0.0 cannot make values from this cluster.yaml: values-template.yaml:2: the chart reads .rollsite.exchange.ip, but what stands before .ip is not set: set it in the values",
            error.Message);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_template_may_refuse_in_its_own_words(string program)
    {
        var error = await Assert.ThrowsAsync<HelmException>(() => FromAsync(program, "a: {{ required \"say which party\" .partyId }}", "{}"));

        Assert.Equal(HelmFailure.ValuesInvalid, error.Code);
        Assert.Contains("say which party", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: {{ .b", "unclosed action")]
    [InlineData("a: {{ nofunction .b }}", "nofunction")]
    [InlineData("a: [", "line 1")]
    [InlineData("- a", "is not a YAML mapping")]
    public async Task A_template_that_renders_no_values_is_told(string template, string cause)
    {
        foreach (var program in new[] { Tools.Helm, Tools.Helm41, Tools.OldHelm })
        {
            var error = await Assert.ThrowsAsync<HelmException>(() => FromAsync(program, template, "{}"));

            Assert.Equal(HelmFailure.ValuesInvalid, error.Code);
            Assert.Contains(cause, error.Message, StringComparison.Ordinal);
            Assert.StartsWith("chart demo 1.0.0 cannot make values", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_template_that_renders_nothing_gives_no_values() => Assert.Empty(await FromAsync(Tools.Helm, "{{- if .no }}a: 1{{ end }}", "{}"));

    [Fact]
    public async Task Values_may_themselves_be_called_error() =>
        Assert.Equal("""{"Error":"red"}""", (await FromAsync(Tools.Helm, "Error: {{ .colour }}", """{"colour":"red"}""")).ToJsonString());

    [Fact]
    public async Task A_chart_without_a_template_takes_cluster_yaml_itself()
    {
        var cluster = (JsonObject)JsonNode.Parse(Cluster)!;

        var values = await new ChartValues(folder.Client(Tools.Helm)).FromAsync(folder.WriteChart(), cluster, Cancelled);

        Assert.True(JsonNode.DeepEquals(cluster, values));
        Assert.NotSame(cluster, values);
    }

    [Fact]
    public async Task Nothing_of_it_stays_on_the_disk()
    {
        await FromAsync(Tools.Helm, Template, Cluster);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("work/runs")));
    }

    public void Dispose() => folder.Dispose();

    private Task<JsonObject> FromAsync(string program, string template, string cluster)
    {
        var chart = folder.WriteChart();
        folder.Write("demo/values-template.yaml", template);
        return new ChartValues(folder.Client(program)).FromAsync(chart, (JsonObject)JsonNode.Parse(cluster)!, Cancelled);
    }
}
