using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    public static TheoryData<string> Cases => Patching.Cases.Of("strategic");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_strategic_merge_patch_makes_of_the_object_what_its_case_says(string name)
    {
        var current = (JsonObject)Patching.Cases.Read("strategic", name, "current.yaml")!;
        var patch = (JsonObject)Patching.Cases.Read("strategic", name, "patch.yaml")!;
        var before = current.DeepClone();

        if (Patching.Cases.Refused("strategic", name) is { } message)
        {
            var failure = Assert.Throws<ApiFailure>(() => StrategicMergePatch.Apply(current, patch, Patching.Cases.SchemaOf(current)));
            Assert.Equal(message, failure.Message.TrimEnd());
        }
        else
        {
            var result = StrategicMergePatch.Apply(current, patch, Patching.Cases.SchemaOf(current));
            Patching.Cases.AssertSame(Patching.Cases.Read("strategic", name, "expected.yaml"), result);
        }

        Patching.Cases.AssertSame(before, current);
    }
}
