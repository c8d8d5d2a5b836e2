using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Resources.Validation;
using KubeFate.Simulator.Resources.Validation.Custom;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Tests.Resources;

public sealed class CustomRulesTests
{
    [Theory]
    [InlineData("{ type: integer }", "x", "spec.f: Invalid value: \"string\": spec.f in body must be of type integer: \"string\"")]
    [InlineData("{ type: string }", "1", "spec.f: Invalid value: \"integer\": spec.f in body must be of type string: \"integer\"")]
    [InlineData("{ type: string }", "null", "spec.f: Invalid value: \"null\": spec.f in body must be of type string: \"null\"")]
    [InlineData("{ type: string, nullable: true }", "null", null)]
    [InlineData("{ type: string, enum: [a, b] }", "c", "spec.f: Unsupported value: \"c\": supported values: \"a\", \"b\"")]
    [InlineData("{ type: string, pattern: '^[a-z]+$' }", "A1", "spec.f: Invalid value: \"A1\": spec.f in body should match '^[a-z]+$'")]
    [InlineData("{ type: string, minLength: 2 }", "a", "spec.f: Invalid value: \"a\": spec.f in body should be at least 2 chars long")]
    [InlineData("{ type: string, format: date-time }", "today", "spec.f: Invalid value: \"today\": spec.f in body must be of type date-time: \"today\"")]
    [InlineData("{ type: integer, minimum: 1 }", "0", "spec.f: Invalid value: 0: spec.f in body should be greater than or equal to 1")]
    [InlineData("{ type: integer, maximum: 5, exclusiveMaximum: true }", "5", "spec.f: Invalid value: 5: spec.f in body should be less than 5")]
    [InlineData("{ type: integer, multipleOf: 2 }", "3", "spec.f: Invalid value: 3: spec.f in body should be a multiple of 2")]
    [InlineData("{ type: array, items: { type: string }, minItems: 1 }", "[]", "spec.f: Invalid value: 0: spec.f in body should have at least 1 items")]
    [InlineData("{ type: array, items: { type: string }, maxItems: 1 }", "[a, b]", "spec.f: Too many: 2: must have at most 1 items")]
    [InlineData("{ type: array, items: { type: string } }", "[a, 1]", "spec.f[1]: Invalid value: \"integer\": spec.f[1] in body must be of type string: \"integer\"")]
    [InlineData("{ type: array, x-kubernetes-list-type: set, items: { type: string } }", "[a, a]", "spec.f[1]: Duplicate value: \"a\"")]
    [InlineData("{ type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: { type: object, properties: { k: { type: string } } } }",
        "[{ k: a }, { k: a }]", "spec.f[1]: Duplicate value: map[string]interface {}{\"k\":\"a\"}")]
    [InlineData("{ type: object, required: [a], properties: { a: { type: string } } }", "{}", "spec.f.a: Required value")]
    [InlineData("{ type: object, additionalProperties: { type: integer } }", "{ k: x }", "spec.f.k: Invalid value: \"string\": spec.f.k in body must be of type integer: \"string\"")]
    [InlineData("{ x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] }", "5%", null)]
    [InlineData("{ x-kubernetes-int-or-string: true }", "true", "spec.f: Invalid value: \"boolean\": spec.f in body must be of type integer,string: \"boolean\"")]
    [InlineData("{ type: object, x-kubernetes-preserve-unknown-fields: true }", "{ any: [1] }", null)]
    [InlineData("{ type: string, oneOf: [{ enum: [a] }, { enum: [b] }] }", "c", "spec.f: Invalid value: \"\": \"spec.f\" must validate one and only one schema (oneOf). Found none valid")]
    [InlineData("{ type: string, not: { enum: [a] } }", "a", "spec.f: Invalid value: \"\": \"spec.f\" must not validate the schema (not)")]
    public void A_value_fits_its_schema_or_is_refused_in_these_words(string schema, string value, string? expected)
    {
        var causes = new Causes();
        var read = StageYaml.Read($"schema: {schema}\nvalue: {value}");
        CustomRules.Value(read["value"], (JsonObject)read["schema"]!, "spec.f", causes);

        Assert.Equal(expected, causes.Found.Select(cause => $"{cause.Field}: {cause.Message}").SingleOrDefault());
    }

    [Fact]
    public void What_the_schema_does_not_name_is_dropped_and_told()
    {
        var schema = Schema("spec: { type: object, properties: { a: { type: string }, list: { type: array, items: { type: object, properties: { b: { type: string } } } }, open: { type: object, x-kubernetes-preserve-unknown-fields: true } } }");
        var item = StageYaml.Read("apiVersion: x/v1\nkind: K\nmetadata: { name: n }\nother: 1\nspec: { a: x, c: 1, list: [{ b: x, d: 1 }], open: { e: 1 } }");

        Assert.Equal(["unknown field \"other\"", "unknown field \"spec.c\"", "unknown field \"spec.list[0].d\""], StructuralPruning.Prune(item, schema));
        Assert.Equal("""{"a":"x","list":[{"b":"x"}],"open":{"e":1}}""", item["spec"]!.ToJsonString());
    }

    [Fact]
    public void Defaults_are_set_in_what_is_there_and_in_lists_and_maps()
    {
        var schema = Schema(
            "spec: { type: object, properties: { count: { type: integer, default: 3 }, gone: { type: object, properties: { m: { type: string, default: x } } }, "
            + "list: { type: array, items: { type: object, properties: { b: { type: string, default: u } } } } } }");
        var item = StageYaml.Read("spec: { list: [{}, { b: z }], count: null }");
        StructuralPruning.SetDefaults(item, schema);

        Assert.Equal("""{"list":[{"b":"u"},{"b":"z"}],"count":3}""", item["spec"]!.ToJsonString());
    }

    [Theory]
    [InlineData("spec: {}", "versions[0].schema.properties[spec].type: Required value: must not be empty for specified object fields")]
    [InlineData("spec: { type: array }", "versions[0].schema.properties[spec].items: Required value: must be specified")]
    [InlineData("spec: { type: array, items: {} }", "versions[0].schema.properties[spec].items.type: Required value: must not be empty for specified array items")]
    [InlineData("spec: { type: integer, default: x }",
        "versions[0].schema.properties[spec].default: Invalid value: \"string\": versions[0].schema.properties[spec].default in body must be of type integer: \"string\"")]
    public void A_schema_that_is_not_structural_is_refused(string properties, string expected)
    {
        var causes = new Causes();
        StructuralRules.Check(Schema(properties), "versions[0].schema", causes);
        Assert.Equal(expected, causes.Found.Select(cause => $"{cause.Field}: {cause.Message}").Single());
    }

    private static JsonObject Schema(string properties) => StageYaml.Read($"type: object\nproperties:\n  {properties}");
}
