using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Schemas.Decoding;
using KubeFate.Simulator.Storage;
using KubeFate.Simulator.Tests.Patching;

namespace KubeFate.Simulator.Tests.Schemas;

public sealed class DecodingTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: { replica: 1 }", "unknown field \"spec.replica\"")]
    [InlineData("v1", "ConfigMap", "dataa: { a: b }", "unknown field \"dataa\"")]
    [InlineData(
        "apps/v1", "Deployment", "{ spec: { Replicas: 1, template: { spec: { containers: [{ name: a, imagee: b }] } } }, extra: 1 }",
        "unknown field \"spec.Replicas\", unknown field \"spec.template.spec.containers[0].imagee\", unknown field \"extra\"")]
    public void Strict_validation_refuses_unknown_fields(string apiVersion, string kind, string yaml, string faults)
    {
        var failure = Assert.Throws<ApiFailure>(() => SchemaCatalog.Find(apiVersion, kind)!.Decode(TestYaml.Object(yaml), FieldValidation.Strict));

        Assert.Equal(400, failure.Code);
        Assert.Equal($"{kind} in version \"v1\" cannot be handled as a {kind}: strict decoding error: {faults}", failure.Message);
    }

    [Fact]
    public void Warn_tells_of_unknown_fields_and_drops_them()
    {
        var body = TestYaml.Object("spec: { replica: 1, replicas: 2, paused: null }");

        var warnings = SchemaCatalog.Find("apps/v1", "Deployment")!.Decode(body, FieldValidation.Warn);

        Assert.Equal(["unknown field \"spec.replica\""], warnings);
        Cases.AssertSame(TestYaml.Node("spec: { replicas: 2 }"), body);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: { replicas: three }", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps/v1", "Deployment", "spec: { replicas: 1.5 }", "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps/v1", "Deployment", "spec: { strategy: Recreate }", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.strategy of type v1.DeploymentStrategy")]
    [InlineData("v1", "Pod", "spec: { containers: { a: b } }", "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("v1", "Pod", "spec: { containers: [{ env: [{ name: a, value: 1 }] }] }", "json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string")]
    [InlineData("v1", "ConfigMap", "data: { a: 1 }", "json: cannot unmarshal number into Go struct field ConfigMap.data of type string")]
    [InlineData("v1", "ConfigMap", "metadata: { labels: { a: true } }", "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("v1", "ConfigMap", "metadata: { labels: [a] }", "json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string")]
    [InlineData("v1", "Secret", "data: { a: 'no base64!' }", "illegal base64 data at input byte 2")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { limits: { cpu: lots } } }] }", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("v1", "Pod", "spec: { containers: [{ resources: { limits: { memory: 1GB } } }] }", "unable to parse quantity's suffix")]
    public void A_value_of_a_wrong_type_is_refused_whatever_the_validation(string apiVersion, string kind, string yaml, string fault)
    {
        var failure = Assert.Throws<ApiFailure>(() => SchemaCatalog.Find(apiVersion, kind)!.Decode(TestYaml.Object(yaml), FieldValidation.Ignore));

        Assert.Equal((400, "BadRequest"), (failure.Code, failure.Reason));
        Assert.Equal($"{kind} in version \"v1\" cannot be handled as a {kind}: {fault}", failure.Message);
    }

    [Theory]
    [InlineData("spec: { ports: [{ port: 80, targetPort: http }, { port: 81, targetPort: 8081 }] }")]
    [InlineData("metadata: { creationTimestamp: null, deletionTimestamp: '2024-01-02T03:04:05Z', managedFields: [{ fieldsV1: { f:a: {} } }] }")]
    public void Values_that_fit_are_taken(string yaml) =>
        Assert.Empty(SchemaCatalog.Find("v1", "Service")!.Decode(TestYaml.Object(yaml), FieldValidation.Strict));

    [Fact]
    public void A_patched_object_that_does_not_fit_is_refused_with_the_patch()
    {
        var failure = Assert.Throws<ApiFailure>(() =>
            SchemaCatalog.Find("v1", "ConfigMap")!.DecodePatched(TestYaml.Object("dataa: { a: b }"), FieldValidation.Strict, "map[dataa:map[a:b]]"));

        Assert.Equal((422, "Invalid"), (failure.Code, failure.Reason));
        Assert.Equal(
            " \"\" is invalid: patch: Invalid value: \"map[dataa:map[a:b]]\": strict decoding error: unknown field \"dataa\"", failure.Message);
    }

    [Fact]
    public void Strict_validation_refuses_doubled_fields()
    {
        var failure = Assert.Throws<ApiFailure>(() =>
            SchemaCatalog.Find("v1", "ConfigMap")!.Decode(TestYaml.Object("extra: 1"), FieldValidation.Strict, ["duplicate field \"data\""]));

        Assert.EndsWith("strict decoding error: duplicate field \"data\", unknown field \"extra\"", failure.Message);
    }
}
