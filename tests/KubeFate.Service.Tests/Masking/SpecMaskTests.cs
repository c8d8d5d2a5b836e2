using System.Text.Json.Nodes;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Tests.Masking;

public sealed class SpecMaskTests
{
    [Theory]
    [InlineData("""{"a":1,"password":"x"}""", """{"a":1,"password":"***"}""")]
    [InlineData("""{"password":12345}""", """{"password":"***"}""")]
    [InlineData("""{"password":""}""", """{"password":""}""")]
    [InlineData("""{"password":null,"token":true}""", """{"password":null,"token":true}""")]
    [InlineData("""{"credentials":{"user":"u","list":["a",1]}}""", """{"credentials":{"user":"***","list":["***","***"]}}""")]
    [InlineData("""{"imagePullSecrets":[{"name":"key"}],"secretName":"x"}""", """{"imagePullSecrets":[{"name":"key"}],"secretName":"x"}""")]
    [InlineData("""{"url":"https://u:pw-of-u@host/x"}""", """{"url":"https://u:***@host/x"}""")]
    [InlineData("""{"tolerations":[{"key":"gpu","operator":"Exists"}]}""", """{"tolerations":[{"key":"gpu","operator":"Exists"}]}""")]
    public void The_mask_takes_the_place_of_secret_scalars_alone(string spec, string masked) => Assert.Equal(masked, SpecMask.Json(JsonNode.Parse(spec))!.ToJsonString());

    [Theory]
    [InlineData("{\n  \"imageTag\": 1.10,\n  \"name\": \"日本\"\n}")]
    [InlineData("name: a # a comment\nimageTag: 1.10\n")]
    [InlineData("")]
    public void A_cluster_yaml_without_secrets_stays_as_it_was_sent(string text) => Assert.Equal(text, SpecMask.Text(text));

    [Fact]
    public void Of_JSON_with_secrets_the_rest_keeps_its_form() =>
        Assert.Equal("""{"b":1.10,"password":"***","a":1e3}""", SpecMask.Text("""{"b":1.10, "password":"x", "a":1e3}"""));

    [Fact]
    public void Of_YAML_with_secrets_nothing_is_left_in_comments_or_anchors_and_texts_stay_texts()
    {
        var masked = SpecMask.Text("chartName: fate\nchartVersion: v1.8.0\nimageTag: 1.10\n# before: hidden-one\nnote: &a hidden-two\nmysql: {password: *a}\npython: {password: hidden-two}\n");
        Assert.DoesNotContain("hidden-one", masked, StringComparison.Ordinal);
        Assert.Equal(("1.10", "***"), ((string?)JsonNode.Parse(masked)!["imageTag"], (string?)JsonNode.Parse(masked)!["mysql"]!["password"]));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2,"password":"hidden-one"}""")]
    [InlineData("""{"x":{"b":1,"b":2},"password":"hidden-one"}""")]
    [InlineData("""{"password":"hidden-one","half":"\ud83d"}""")]
    [InlineData("password: hidden-one\n: [")]
    [InlineData("not YAML: [ password=hidden-one")]
    public void What_cannot_be_read_is_masked_by_its_form_and_throws_nothing(string text) => Assert.DoesNotContain("hidden-one", SpecMask.Text(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"password":"x","url":"https://u:pw-of-u@host","env":[{"name":"A_TOKEN","value":"v"}]}""")]
    public void Masking_what_is_masked_changes_nothing(string text) => Assert.Equal(SpecMask.Text(text), SpecMask.Text(SpecMask.Text(text)));
}
