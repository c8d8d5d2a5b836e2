using System.Text.Json.Nodes;
using CsCheck;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>What holds for every object and every patch.</summary>
public sealed class PatchLawTests
{
    private static readonly ObjectSchema Schema = SchemaCatalog.Find("apps/v1", "Deployment")!;

    [Fact]
    public void An_empty_merge_patch_changes_nothing() =>
        Generated.Map.Sample(map => JsonNode.DeepEquals(map, MergePatch.Apply(map, new JsonObject())), iter: 300);

    [Fact]
    public void A_merge_patch_applied_twice_is_a_merge_patch_applied_once() =>
        Gen.Select(Generated.Map, Generated.Map).Sample(
            (map, patch) =>
            {
                var once = MergePatch.Apply(map, patch);
                return JsonNode.DeepEquals(once, MergePatch.Apply(once, patch));
            },
            iter: 300);

    [Fact]
    public void A_merge_patch_of_nothing_but_nulls_takes_everything_away() =>
        Generated.Map.Sample(
            map => MergePatch.Apply(map, new JsonObject(map.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)null)))) is JsonObject { Count: 0 },
            iter: 300);

    [Fact]
    public void An_empty_strategic_merge_patch_changes_nothing() =>
        Generated.Deployment.Sample(deployment => JsonNode.DeepEquals(deployment, StrategicMergePatch.Apply(deployment, [], Schema)), iter: 300);

    [Fact]
    public void A_strategic_merge_patch_of_an_object_with_itself_changes_nothing() =>
        Generated.Deployment.Sample(
            deployment => JsonNode.DeepEquals(deployment, StrategicMergePatch.Apply(deployment, deployment, Schema)), iter: 300);

    [Fact]
    public void A_strategic_merge_patch_applied_twice_is_one_applied_once() =>
        Gen.Select(Generated.Deployment, Generated.Deployment).Sample(
            (deployment, patch) =>
            {
                var once = StrategicMergePatch.Apply(deployment, patch, Schema);
                return JsonNode.DeepEquals(once, StrategicMergePatch.Apply(once, patch, Schema));
            },
            iter: 300);

    [Fact]
    public void What_a_JSON_patch_adds_it_can_take_away_again() =>
        Generated.Map.Sample(
            map => JsonNode.DeepEquals(map, JsonPatchDocument.Apply(map, (JsonArray)JsonNode.Parse(
                """[{"op":"add","path":"/new","value":{"x":[1]}},{"op":"add","path":"/new/x/0","value":0},{"op":"remove","path":"/new"}]""")!)),
            iter: 100);

    [Fact]
    public void Sets_of_fields_obey_the_laws_of_sets() =>
        Gen.Select(Generated.Fields, Generated.Fields).Sample(
            (one, other) =>
                one.Union(other).SetEquals(other.Union(one))
                && one.Difference(one).IsEmpty
                && one.Intersection(other).SetEquals(one.Difference(one.Difference(other)))
                && one.Union(other).Difference(other).SetEquals(one.Difference(other))
                && one.SetEquals(Simulator.Patching.Ownership.FieldSetJson.Read(Simulator.Patching.Ownership.FieldSetJson.Write(one))),
            iter: 300);
}
