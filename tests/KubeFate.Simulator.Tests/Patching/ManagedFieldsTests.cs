using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching;

namespace KubeFate.Simulator.Tests.Patching;

public sealed class ManagedFieldsTests
{
    private const string ConfigMap = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: cm, namespace: ns, labels: { app: x } }
        data: { a: "1", b: "2" }
        """;

    private readonly SimulatedObject _object = new();

    [Fact]
    public void The_creator_owns_every_field_and_the_maps_around_them()
    {
        _object.Create("kubectl-create", ConfigMap);

        Cases.AssertSame(
            TestYaml.Node("""
            - manager: kubectl-create
              operation: Update
              apiVersion: v1
              time: "2024-01-01T00:00:01Z"
              fieldsType: FieldsV1
              fieldsV1:
                f:metadata: { f:labels: { ".": {}, f:app: {} } }
                f:data: { ".": {}, f:a: {}, f:b: {} }
            """),
            _object.Current!["metadata"]!["managedFields"]);
    }

    [Fact]
    public void The_creator_of_a_deployment_owns_what_is_in_its_spec_but_not_the_spec_itself()
    {
        _object.Create("helm", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { matchLabels: { app: web } }
              strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1 } }
              template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: a, resources: {} }], securityContext: {} } }
            status: { replicas: 3 }
            """);

        Cases.AssertSame(
            TestYaml.Node("""
            f:spec:
              f:selector: {}
              f:strategy: { f:rollingUpdate: { ".": {}, f:maxSurge: {} }, f:type: {} }
              f:template:
                f:metadata: { f:labels: { ".": {}, f:app: {} } }
                f:spec:
                  f:containers:
                    ".": {}
                    k:{"name":"web"}: { ".": {}, f:image: {}, f:name: {}, f:resources: {} }
                  f:securityContext: {}
            """),
            _object.FieldsOf("helm"));
    }

    [Fact]
    public void An_updater_gets_what_he_changed_and_the_others_lose_it()
    {
        _object.Create("kubectl-create", ConfigMap);

        _object.Update("editor", "", live => live["data"]!["a"] = "changed");

        Cases.AssertSame(TestYaml.Node("f:data: { f:a: {} }"), _object.FieldsOf("editor"));
        Cases.AssertSame(
            TestYaml.Node("{ f:metadata: { f:labels: { '.': {}, f:app: {} } }, f:data: { '.': {}, f:b: {} } }"), _object.FieldsOf("kubectl-create"));
    }

    [Fact]
    public void A_removed_field_belongs_to_nobody()
    {
        _object.Create("kubectl-create", ConfigMap);

        _object.Update("editor", "", live => live["data"]!.AsObject().Remove("a"));

        Assert.Null(_object.Entry("editor"));
        Assert.Null(_object.FieldsOf("kubectl-create")["f:data"]!["f:a"]);
    }

    [Fact]
    public void Later_updates_of_one_manager_gather_in_one_entry_with_the_time_of_the_last_change()
    {
        _object.Create("kubectl-create", ConfigMap);
        _object.Update("editor", "", live => live["data"]!["a"] = "3");
        _object.Update("editor", "", live => live["data"]!["c"] = "4");
        _object.Update("editor", "", _ => { });

        Cases.AssertSame(TestYaml.Node("f:data: { f:a: {}, f:c: {} }"), _object.FieldsOf("editor"));
        Assert.Equal("2024-01-01T00:00:03Z", (string)_object.Entry("editor")!["time"]!);
    }

    [Fact]
    public void Times_stay_when_a_write_changed_nothing_in_the_end()
    {
        // stringData is turned into data after it was applied, so an apply of it always seems to change something.
        var secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { a: b }";
        _object.Apply("helm", secret);
        Cases.SchemaOf(_object.Current).ApplyDefaults(_object.Current!);
        var again = _object.TryApply("helm", secret, force: false).Object!;
        Cases.SchemaOf(again).ApplyDefaults(again);

        ManagedFields.KeepTimesOfUnchanged(_object.Current!, again);

        Cases.AssertSame(_object.Current, again);
    }

    [Fact]
    public void Each_subresource_has_an_entry_of_its_own()
    {
        _object.Create("helm", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 1 }");

        _object.Update("controller", "status", live => live["status"] = TestYaml.Node("{ replicas: 1, conditions: [{ type: Available, status: 'True' }] }"));
        _object.Update("controller", "scale", live => live["spec"]!["replicas"] = 2);

        Cases.AssertSame(
            TestYaml.Node("""f:status: { f:replicas: {}, f:conditions: { ".": {}, 'k:{"type":"Available"}': { ".": {}, f:type: {}, f:status: {} } } }"""),
            _object.FieldsOf("controller", "status"));
        Cases.AssertSame(TestYaml.Node("f:spec: { f:replicas: {} }"), _object.FieldsOf("controller", "scale"));
        Assert.Null(_object.Entry("helm"));
    }

    [Fact]
    public void A_write_of_the_object_does_not_take_its_status_over()
    {
        _object.Create("helm", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 1 }\nstatus: { replicas: 4 }");

        Assert.Null(_object.FieldsOf("helm")["f:status"]);
    }

    [Fact]
    public void An_update_may_set_the_managedFields_itself()
    {
        _object.Create("kubectl-create", ConfigMap);

        // As helm does when it takes a client-side release over: the entry becomes one of apply.
        _object.Update("helm", "", live => live["metadata"]!["managedFields"]![0]!["operation"] = "Apply");

        Assert.Equal("Apply", (string)_object.Entry("kubectl-create")!["operation"]!);
        Assert.Null(_object.Entry("helm"));
    }

    [Fact]
    public void An_update_without_managedFields_keeps_those_there_are()
    {
        _object.Create("kubectl-create", ConfigMap);

        _object.Update("old-client", "", live => live["metadata"]!.AsObject().Remove("managedFields"));

        Assert.NotNull(_object.Entry("kubectl-create"));
    }

    [Fact]
    public void A_single_empty_entry_clears_all_ownership_and_tracking_starts_with_the_next_apply()
    {
        _object.Create("kubectl-create", ConfigMap);
        _object.Update("cleaner", "", live => live["metadata"]!["managedFields"] = new JsonArray(new JsonObject()));
        Assert.Null(_object.Current!["metadata"]!["managedFields"]);

        _object.Update("editor", "", live => live["data"]!["a"] = "9");
        Assert.Null(_object.Current["metadata"]!["managedFields"]);

        var conflict = _object.TryApply("helm", ConfigMap, force: false).Conflict!;
        Assert.Equal("Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .data.a", conflict.Message);
    }

    [Fact]
    public void Only_ten_updaters_are_told_apart_and_the_oldest_become_ancient()
    {
        _object.Create("creator", ConfigMap);
        for (var number = 0; number < 12; number++)
        {
            var key = "k" + number;
            _object.Update("manager" + number, "", live => live["data"]![key] = "v");
        }

        var managers = ((JsonArray)_object.Current!["metadata"]!["managedFields"]!).Select(entry => (string)entry!["manager"]!).ToList();
        Assert.Equal(10, managers.Count);
        Assert.Equal("ancient-changes", managers[0]);
        Assert.Equal("manager3", managers[1]);
        Assert.NotNull(_object.FieldsOf("ancient-changes")["f:data"]!["f:k2"]);
    }

    [Fact]
    public void Appliers_stand_before_updaters_and_older_before_newer()
    {
        _object.Create("creator", ConfigMap);
        _object.Update("editor", "", live => live["data"]!["c"] = "1");
        _object.Apply("helm", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cm }\ndata: { d: '1' }");

        Assert.Equal(
            ["helm", "creator", "editor"],
            ((JsonArray)_object.Current!["metadata"]!["managedFields"]!).Select(entry => (string)entry!["manager"]!));
    }

    [Theory]
    [InlineData("Helm/4.1.4", "Helm")]
    [InlineData("kubectl/v1.35.2 (linux/amd64) kubernetes/abc", "kubectl")]
    [InlineData("curl", "curl")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    public void A_manager_who_is_not_named_is_the_user_agents_first_part(string? userAgent, string manager) =>
        Assert.Equal(manager, ManagedFields.ManagerOf(userAgent));
}
