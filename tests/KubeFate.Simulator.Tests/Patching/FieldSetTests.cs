using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching.Ownership;

namespace KubeFate.Simulator.Tests.Patching;

public sealed class FieldSetTests
{
    private static readonly FieldSet Some = FieldSet.Of(
        ["f:spec", "f:containers", """k:{"name":"web"}""", "f:image"],
        ["f:spec", "f:containers", """k:{"name":"web"}"""],
        ["f:metadata", "f:finalizers", "v:\"a/b\""],
        ["f:list", "i:3"]);

    [Fact]
    public void A_set_is_written_as_fieldsV1_and_read_back()
    {
        var json = FieldSetJson.Write(Some);

        Assert.Equal(
            """{"f:list":{"i:3":{}},"f:metadata":{"f:finalizers":{"v:\u0022a/b\u0022":{}}},"f:spec":{"f:containers":{"k:{\u0022name\u0022:\u0022web\u0022}":{".":{},"f:image":{}}}}}""",
            json.ToJsonString());
        Assert.True(Some.SetEquals(FieldSetJson.Read(json)));
    }

    [Fact]
    public void Paths_read_as_conflicts_print_them() =>
        Assert.Equal(
            [".list[3]", ".metadata.finalizers[=\"a/b\"]", ".spec.containers[name=\"web\"]", ".spec.containers[name=\"web\"].image"], Some.Paths());

    [Fact]
    public void A_difference_keeps_what_lies_below_and_a_recursive_one_does_not()
    {
        var item = FieldSet.Of(["f:spec", "f:containers", """k:{"name":"web"}"""]);

        Assert.Equal([".spec.containers[name=\"web\"].image"], Some.Difference(item).Child("f:spec").Paths(".spec"));
        Assert.True(Some.RecursiveDifference(item).Child("f:spec").IsEmpty);
    }

    [Theory]
    [InlineData("""{"spec":{}}""")]
    [InlineData("""{"f:spec":1}""")]
    public void What_is_no_field_path_is_not_read(string json) =>
        Assert.Throws<FormatException>(() => FieldSetJson.Read((JsonObject)JsonNode.Parse(json)!));
}
