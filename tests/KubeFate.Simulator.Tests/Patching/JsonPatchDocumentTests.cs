using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Patching;

public sealed class JsonPatchDocumentTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":{"c":2}}]""", """{"a":1,"b":{"c":2}}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2},{"op":"add","path":"/a/-","value":4}]""", """{"a":[1,2,3,4]}""")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"remove","path":"/a/0"}]""", """{"a":[2]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"replace","path":"/a/b","value":[1]}]""", """{"a":{"b":[1]}}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"replace","path":"/a/1","value":9}]""", """{"a":[1,9,3]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"move","from":"/a/b","path":"/c"}]""", """{"a":{},"c":1}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"}]""", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("""{"a":{"x/y~z":1}}""", """[{"op":"replace","path":"/a/x~1y~0z","value":2}]""", """{"a":{"x/y~z":2}}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/a","value":1.0},{"op":"test","path":"/b","value":null}]""", """{"a":1}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    public void Operations_are_carried_out_in_their_order(string current, string operations, string expected)
    {
        var result = JsonPatchDocument.Apply((JsonObject)JsonNode.Parse(current)!, (JsonArray)JsonNode.Parse(operations)!);

        Cases.AssertSame(JsonNode.Parse(expected), result);
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/metadata/resourceVersion","value":"4"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/replicas","value":4}]""")]
    [InlineData("""[{"op":"remove","path":"/spec"}]""")]
    [InlineData("""[{"op":"add","path":"/list/7","value":4}]""")]
    [InlineData("""[{"op":"add","path":"/list/01","value":4}]""")]
    [InlineData("""[{"op":"replace","path":"","value":[]}]""")]
    public void An_operation_that_does_not_fit_is_refused_as_invalid(string operations)
    {
        var current = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = "3" }, ["list"] = new JsonArray(1) };

        var failure = Assert.Throws<ApiFailure>(() => JsonPatchDocument.Apply(current, (JsonArray)JsonNode.Parse(operations)!));

        Assert.Equal((422, "Invalid"), (failure.Code, failure.Reason));
        Assert.Equal("the server rejected our request due to an error in our request", failure.Message);
    }

    [Theory]
    [InlineData("""["add"]""")]
    [InlineData("""[{"op":"add","path":"/a"}]""")]
    [InlineData("""[{"op":"grow","path":"/a","value":1}]""")]
    [InlineData("""[{"op":"remove"}]""")]
    public void What_is_no_JSON_patch_is_a_bad_request(string operations)
    {
        var failure = Assert.Throws<ApiFailure>(() => JsonPatchDocument.Apply([], (JsonArray)JsonNode.Parse(operations)!));

        Assert.Equal(400, failure.Code);
    }

    [Fact]
    public void A_failing_operation_leaves_nothing_half_done()
    {
        var current = new JsonObject { ["a"] = 1 };

        Assert.Throws<ApiFailure>(() => JsonPatchDocument.Apply(
            current, (JsonArray)JsonNode.Parse("""[{"op":"replace","path":"/a","value":2},{"op":"test","path":"/a","value":3}]""")!));

        Assert.Equal(1, (int)current["a"]!);
    }
}
