using System.Text;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Http;

public sealed class BodyTests
{
    [Theory]
    [InlineData("a: yes\nb: 'yes'\nc: 010\nd: 1.5\ne: ~\nf: [1, {g: x}]\nh: |\n  text\n", """{"a":true,"b":"yes","c":8,"d":1.5,"e":null,"f":[1,{"g":"x"}],"h":"text\n"}""")]
    [InlineData("", "null")]
    [InlineData("y: n\n017: 0o17\na: [1_000, 0b11, 08, 1.0, 1e3, 12:30, '017', !!str 017, .5]\n", """{"true":false,"15":15,"a":[1000,3,8,1,1000,"12:30","017","017",0.5]}""")]
    public void Yaml_is_read_as_json(string yaml, string json) =>
        Assert.Equal(json, YamlBody.Read(yaml).Content?.ToJsonString() ?? "null");

    [Fact]
    public void What_is_said_twice_is_told_and_the_last_counts()
    {
        var body = JsonBody.Read(Encoding.UTF8.GetBytes("""{"a":{"b":1,"b":2},"c":[{"d":1,"d":2}]}"""));
        Assert.Equal("""{"a":{"b":2},"c":[{"d":2}]}""", body.Content!.ToJsonString());
        Assert.Equal(["duplicate field \"a.b\"", "duplicate field \"c[0].d\""], body.Duplicates);
        Assert.Equal(["duplicate field \"a\""], YamlBody.Read("a: 1\na: 2").Duplicates);
    }

    [Fact]
    public void Broken_yaml_is_refused_with_its_line()
    {
        var failure = Assert.Throws<ApiFailure>(() => YamlBody.Read("a: 1\nb: [\n"));
        Assert.StartsWith("error decoding YAML: line 3", failure.Message);
        foreach (var text in new[] { "a: [b\n  c\nd: 1\n", "a: *b", "a: .nan", "? [a]\n: b", "a: !!int b", new string('[', 100_000) })
            Assert.StartsWith("error decoding YAML: line ", Assert.Throws<ApiFailure>(() => YamlBody.Read(text)).Message);
    }
}
