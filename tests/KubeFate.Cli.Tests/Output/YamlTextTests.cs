using System.Text.Json.Nodes;
using CsCheck;
using KubeFate.Cli.Output;
using KubeFate.Fate;

namespace KubeFate.Cli.Tests.Output;

public sealed class YamlTextTests
{
    [Fact]
    public void Maps_and_lists_stand_as_the_original_prints_them()
    {
        var json = JsonNode.Parse("""{"b":[{"name":"x","ports":[1,2]},"y",[]],"a":{"on":"off","empty":{},"none":null,"n":1.5}}""");
        Assert.Equal("""
            a:
              empty: {}
              "n": 1.5
              none: null
              "on": "off"
            b:
            - name: x
              ports:
              - 1
              - 2
            - "y"
            - []

            """, YamlText.Write(json, sortKeys: true));
    }

    [Fact]
    public void Characters_beyond_the_BMP_are_written_as_they_are_since_Go_reads_no_halves()
    {
        Assert.Equal("a: \"😀\"\n", YamlText.Write(new JsonObject { ["a"] = "😀" }));
        // A backslash that is one, and what follows it.
        Assert.Equal("""
            a: "\\ud83d\\ude00\n"

            """, YamlText.Write(new JsonObject { ["a"] = "\\ud83d\\ude00\n" }));
    }

    [Fact]
    public void Whatever_is_written_reads_back_the_same() => Gen.String.Array[0, 5].Sample(texts =>
    {
        var json = new JsonObject { ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode?)Printable(text))]) };
        var (read, problems) = YamlFile.Read(YamlText.Write(json));
        Assert.Empty(problems);
        Assert.Equal(json.ToJsonString(), read!.ToJsonString());
    });

    [Theory]
    [InlineData("yes")]
    [InlineData("017")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("12:30:45")]
    [InlineData("2001-01-01")]
    [InlineData("~")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("*alias")]
    [InlineData("line\nbreak")]
    [InlineData("")]
    [InlineData(" padded ")]
    [InlineData("1_000")]
    public void A_string_that_YAML_takes_for_something_else_is_quoted(string text) =>
        Assert.StartsWith("\"", YamlText.Write(JsonValue.Create(text)));

    [Theory]
    [InlineData("fate-9999")]
    [InlineData("v1.8.0")]
    [InlineData("1.8.0-release")]
    [InlineData("192.168.1.1")]
    [InlineData("nginx:1.25")]
    [InlineData("federatedai/python")]
    public void A_plain_word_is_not_quoted(string text) => Assert.Equal(text + "\n", YamlText.Write(JsonValue.Create(text)));

    // Unpaired surrogates are no text, and control characters are no YAML.
    private static string Printable(string text) => string.Concat(text.Where(letter => !char.IsSurrogate(letter) && (letter >= ' ' || letter is '\n' or '\t')
        && letter is not ('\uFFFE' or '\uFFFF' or '\uFEFF' or '\u007F' or '\u0085' or '\u2028' or '\u2029') && !char.IsControl(letter)));
}
