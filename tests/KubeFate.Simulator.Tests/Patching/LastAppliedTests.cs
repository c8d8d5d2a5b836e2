using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>The way from <c>kubectl apply</c> to <c>kubectl apply --server-side</c>.</summary>
public sealed class LastAppliedTests
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const string Applied = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cm","namespace":"ns"},"data":{"a":"1","b":"2"}}""";

    private readonly SimulatedObject _object = new();

    public LastAppliedTests()
    {
        var created = (JsonObject)JsonNode.Parse(Applied)!;
        created["metadata"]!["annotations"] = new JsonObject { [Annotation] = Applied + "\n" };
        _object.Create("kubectl-client-side-apply", created.ToJsonString());
    }

    [Fact]
    public void Kubectl_may_change_what_it_applied_on_the_client_without_force()
    {
        var result = _object.TryApply("kubectl", Applied.Replace("\"1\"", "\"new\""), force: false);

        Assert.Equal("new", (string)result.RequireObject()["data"]!["a"]!);
    }

    [Fact]
    public void What_someone_changed_since_is_still_a_conflict()
    {
        _object.Update("editor", "", live => live["data"]!["a"] = "edited");

        var conflict = _object.TryApply("kubectl", Applied.Replace("\"1\"", "\"new\"").Replace("\"2\"", "\"other\""), force: false).Conflict!;

        Assert.Equal("Apply failed with 1 conflict: conflict with \"editor\" using v1: .data.a", conflict.Message);
    }

    [Fact]
    public void Another_manager_has_no_such_right() =>
        Assert.NotNull(_object.TryApply("helm", Applied.Replace("\"1\"", "\"new\""), force: false).Conflict);

    [Fact]
    public void The_annotation_follows_what_kubectl_applies()
    {
        var next = Applied.Replace("\"1\"", "\"new\"");
        _object.Apply("kubectl", next);

        Assert.Equal(next + "\n", (string)_object.Current!["metadata"]!["annotations"]![Annotation]!);
    }

    [Fact]
    public void An_annotation_that_is_no_JSON_gives_no_right()
    {
        _object.Update("kubectl-client-side-apply", "", live => live["metadata"]!["annotations"]![Annotation] = "oops");

        Assert.NotNull(_object.TryApply("kubectl", Applied.Replace("\"1\"", "\"new\""), force: false).Conflict);
    }

    [Fact]
    public void The_migration_of_kubectl_ends_with_one_applier()
    {
        // As kubectl 1.35 does it: apply, move the annotation to an applier of its own, turn the old entry into its own, apply again.
        _object.Apply("kubectl", Applied, force: true);
        _object.Apply("kubectl-last-applied", Only(new JsonObject { [Annotation] = Applied + "\n" }));
        _object.Update("kubectl", "", live => live["metadata"]!["managedFields"] = new JsonArray(
            [.. live["metadata"]!["managedFields"]!.AsArray().Where(entry => (string)entry!["manager"]! != "kubectl-client-side-apply").Select(entry => entry!.DeepClone())]));
        _object.Apply("kubectl", Applied.Replace(",\"b\":\"2\"", ""), force: true);

        Assert.Null(_object.Current!["data"]!["b"]);
        Assert.Null(_object.Entry("kubectl-client-side-apply"));
    }

    private static string Only(JsonObject annotations) => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = "cm", ["namespace"] = "ns", ["annotations"] = annotations },
    }.ToJsonString();
}
