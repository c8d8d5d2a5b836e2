using KubeFate.Yaml;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Fact]
    public void Every_node_knows_its_place()
    {
        var root = Read("name: x\nlist:\n  - a: 1\n");

        var list = (YamlList)((YamlMap)root!)["list"]!;
        Assert.Equal((2, 1), (((YamlMap)root).Find("list")!.Line, ((YamlMap)root).Find("list")!.Column));
        Assert.Equal((3, 5), (list.Items[0].Line, list.Items[0].Column));
        Assert.Equal((3, 8), (((YamlMap)list.Items[0])["a"]!.Line, ((YamlMap)list.Items[0])["a"]!.Column));
    }

    [Fact]
    public void A_byte_order_mark_and_other_line_ends_do_no_harm()
    {
        var json = ClusterFile.Parse("\uFEFFname: x\r\nnamespace: z\r\n").Json;

        Assert.Equal("""{"name":"x","namespace":"z"}""", json!.ToJsonString());
    }

    [Theory]
    [InlineData("---\na: 1\n---\n")]
    [InlineData("---\na: 1\n...\n")]
    [InlineData("%YAML 1.1\n---\na: 1\n")]
    public void Marks_around_the_one_document_do_no_harm(string text) => Assert.Equal("""{"a":1}""", ClusterFile.Parse(text).Json!.ToJsonString());

    [Fact]
    public void What_is_no_number_for_JSON_is_a_problem()
    {
        var problem = Assert.Single(Problems("a: [.nan]"));

        Assert.Equal(("a[0]", 1, 5), (problem.Path, problem.Line, problem.Column));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        Assert.Contains("1,048,576", Assert.Single(Problems("a: " + new string('x', YamlReader.MaxLength))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[", "]", "[]")]
    [InlineData("{a: ", "}", "[]")]
    public void A_file_that_is_too_deep_is_refused(string open, string close, string core)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth - 1)) + core + string.Concat(Enumerable.Repeat(close, depth - 1));

        Assert.Empty(Problems("a: " + Nested(YamlReader.MaxDepth)));
        Assert.Contains("levels deep", Assert.Single(Problems("a: " + Nested(YamlReader.MaxDepth + 1))).Message, StringComparison.Ordinal);
        Assert.Contains("levels deep", Assert.Single(Problems("a: " + Nested(100_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_count_towards_the_depth()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < YamlReader.MaxDepth + 2; i++) text.Append($"a{i}: &a{i} [*a{i - 1}]\n");

        Assert.Contains("levels deep", Assert.Single(Problems(text.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_an_alias_is_independent()
    {
        var root = (YamlMap)Read("a: &a { x: 1 }\nb: *a\n")!;

        ((YamlScalar)((YamlMap)root["b"]!)["x"]!).Value = ScalarValue.Of("changed");

        Assert.Equal("""{"a":{"x":1},"b":{"x":"changed"}}""", YamlJson.From(root).ToJsonString());
    }

    [Fact]
    public void Any_JSON_is_read_as_JSON() =>
        JsonValues.Sample(json =>
        {
            var read = ClusterFile.Parse(new JsonObject { ["a"] = json?.DeepClone() }.ToJsonString());
            return read.Json is not null && JsonNode.DeepEquals(json, read.Json["a"]);
        });

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Pick("name: x", "\n", "\n  ", "- ", "a: ", "[", "]", "{", "}", "&a ", "*a", "<<: ", "!!int ", "\"", "'", "|", ">", "#", "\t", "? ", ": ", ",", "---\n", "...\n", "%", "@", "\u0001", "ä", "\\", "\uD83D", "\u2028", "modules:\n", "rollsite:\n  ")
            .Array[0, 30].Select(string.Concat)
            .Sample(text => _ = ClusterFile.Parse(text), iter: 4_000);

    private static Gen<JsonNode?> JsonValues { get; } = Gen.Recursive<JsonNode?>((depth, inner) =>
    {
        var text = Gen.OneOf(Gen.String, Pick("yes", "017", "1e3", "~", "a: b", "- x", "#", "<<", "{{ x }}", "\U0001F600", "\t", "/"));
        var scalar = Gen.OneOf(
            text.Where(IsWellFormed).Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Int.Select(value => (JsonNode?)JsonValue.Create((long)value)),
            Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
            Gen.Const((JsonNode?)null));
        if (depth > 3) return scalar;
        var list = inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
        var map = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 8].Where(key => ScalarResolver.Resolve(key).Kind != ScalarKind.Null), inner).Array[0, 4].Select(pairs =>
        {
            var json = new JsonObject();
            foreach (var (key, value) in pairs) json[key] = value?.DeepClone();
            return (JsonNode?)json;
        });
        return Gen.OneOf(scalar, list, map);
    });

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static YamlNode? Read(string text) => YamlReader.Read(text, new ProblemList());

    private static IReadOnlyList<Problem> Problems(string text)
    {
        var problems = new ProblemList();
        YamlReader.Read(text, problems);
        return problems.InOrder();
    }
}
