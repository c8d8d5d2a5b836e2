using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Tests.Patching;

namespace KubeFate.Simulator.Tests.Schemas;

public sealed class DefaultsTests
{
    public static TheoryData<string> Names => Cases.Of("defaults");

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_are_set_as_a_real_server_sets_them_and_only_once(string name)
    {
        var value = (JsonObject)Cases.Read("defaults", name, "current.yaml")!;
        var schema = Cases.SchemaOf(value);

        schema.ApplyDefaults(value);
        Cases.AssertSame(Cases.Read("defaults", name, "expected.yaml"), value);

        var once = value.DeepClone();
        schema.ApplyDefaults(value);
        Cases.AssertSame(once, value);
        Assert.Equal(new DecodedFacts(null, 0), Facts(schema, value));
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.27", "IfNotPresent")]
    [InlineData("registry:5000/nginx", "Always")]
    [InlineData("registry:5000/nginx:1", "IfNotPresent")]
    [InlineData("nginx@sha256:abc", "IfNotPresent")]
    [InlineData("nginx:latest@sha256:abc", "IfNotPresent")]
    public void The_pull_policy_follows_the_tag(string image, string policy)
    {
        var pod = TestYaml.Object($"spec: {{ containers: [{{ name: a, image: '{image}' }}] }}");

        SchemaCatalog.Find("v1", "Pod")!.ApplyDefaults(pod);

        Assert.Equal(policy, (string)pod["spec"]!["containers"]![0]!["imagePullPolicy"]!);
    }

    [Fact]
    public void Every_default_in_the_data_fits_its_own_schema()
    {
        foreach (var schema in SchemaCatalog.All.Where(schema => schema.Type.FindField("spec") is not null))
        {
            var value = new JsonObject { ["spec"] = new JsonObject() };
            schema.ApplyDefaults(value);
            Assert.Equal(new DecodedFacts(null, 0), Facts(schema, value));
        }
    }

    private static DecodedFacts Facts(ObjectSchema schema, JsonObject value)
    {
        var decoded = schema.Validate((JsonObject)value.DeepClone());
        return new DecodedFacts(decoded.TypeError, decoded.StrictErrors.Count);
    }

    private sealed record DecodedFacts(string? TypeError, int StrictErrors);
}
