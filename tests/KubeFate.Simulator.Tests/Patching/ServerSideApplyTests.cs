using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Patching;

public sealed class ServerSideApplyTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: ns, labels: { app: web } }
        spec:
          replicas: 1
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
                - name: web
                  image: nginx:1
                  ports: [{ containerPort: 80 }]
        """;

    private readonly SimulatedObject _object = new();

    [Fact]
    public void A_first_apply_creates_the_object_and_owns_what_it_names()
    {
        _object.Apply("helm", Deployment);

        Cases.AssertSame(
            TestYaml.Node("""
            f:metadata: { f:labels: { f:app: {} } }
            f:spec:
              f:replicas: {}
              f:selector: {}
              f:template:
                f:metadata: { f:labels: { f:app: {} } }
                f:spec:
                  f:containers:
                    k:{"name":"web"}:
                      ".": {}
                      f:name: {}
                      f:image: {}
                      f:ports: { 'k:{"containerPort":80,"protocol":"TCP"}': { ".": {}, f:containerPort: {} } }
            """),
            _object.FieldsOf("helm"));
        Assert.Equal("Apply", (string)_object.Entry("helm")!["operation"]!);
    }

    [Fact]
    public void Defaults_belong_to_nobody_and_can_be_set_by_anyone()
    {
        _object.Apply("helm", Deployment);
        _object.Current!["spec"]!["progressDeadlineSeconds"] = 600;

        _object.Apply("other", Only("spec: { progressDeadlineSeconds: 30 }"));

        Assert.Equal(30, (int)_object.Current["spec"]!["progressDeadlineSeconds"]!);
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing()
    {
        _object.Apply("helm", Deployment);

        var again = _object.TryApply("helm", Deployment, force: false);

        Assert.True(again.IsUnchanged);
        Cases.AssertSame(_object.Current, again.Object);
    }

    [Fact]
    public void A_quantity_said_in_another_way_is_no_change()
    {
        const string Limits = "spec: { template: { spec: { containers: [{ name: web, resources: { limits: { cpu: 500m } } }] } } }";
        _object.Apply("helm", Only(Limits));

        Assert.Null(_object.TryApply("other", Only(Limits.Replace("500m", "0.5")), force: false).Conflict);
    }

    [Fact]
    public void A_field_dropped_from_the_configuration_is_removed()
    {
        _object.Apply("helm", Deployment.Replace("image: nginx:1", "image: nginx:1\n          workingDir: /srv"));

        _object.Apply("helm", Deployment);

        Assert.Null(_object.Current!["spec"]!["template"]!["spec"]!["containers"]![0]!["workingDir"]);
    }

    [Fact]
    public void What_names_the_object_and_what_the_server_set_outlive_everything_applied_beside_them()
    {
        _object.Apply("helm", Deployment);
        _object.Current!["metadata"]!["uid"] = "u-1";

        _object.Apply("helm", Only(""));

        Cases.AssertSame(
            TestYaml.Node("{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: ns, uid: u-1 } }"), _object.Current);
    }

    [Fact]
    public void A_dropped_field_that_someone_else_applied_too_stays()
    {
        _object.Apply("helm", Deployment);
        _object.Apply("other", Only("metadata: { labels: { app: web } }"));

        _object.Apply("helm", Deployment.Replace(", labels: { app: web } }\nspec", " }\nspec"));

        Assert.Equal("web", (string)_object.Current!["metadata"]!["labels"]!["app"]!);
        Assert.Null(_object.FieldsOf("helm")["f:metadata"]);
    }

    [Fact]
    public void Changing_a_field_of_another_manager_is_a_conflict()
    {
        _object.Apply("helm", Deployment);
        _object.Update("kubectl", "scale", live => live["spec"]!["replicas"] = 5);

        var conflict = _object.TryApply("helm", Deployment, force: false).Conflict!;

        Assert.Equal((409, "Conflict"), (conflict.Code, conflict.Reason));
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"kubectl\" with subresource \"scale\" using apps/v1: .spec.replicas", conflict.Message);
        Assert.Equal(
            [new ApiCause("FieldManagerConflict", "conflict with \"kubectl\" with subresource \"scale\" using apps/v1", ".spec.replicas")],
            conflict.Causes);
    }

    [Fact]
    public void Several_conflicts_are_told_together_by_manager()
    {
        _object.Apply("helm", Deployment);

        var conflict = _object.TryApply("other", Deployment.Replace("nginx:1", "nginx:2").Replace("replicas: 1", "replicas: 2"), force: false).Conflict!;

        Assert.Equal(
            """
            Apply failed with 2 conflicts: conflicts with "helm":
            - .spec.replicas
            - .spec.template.spec.containers[name="web"].image
            """,
            conflict.Message);
    }

    [Fact]
    public void Applying_the_same_value_shares_the_field()
    {
        _object.Apply("helm", Deployment);
        _object.Apply("other", Only("spec: { replicas: 1 }"));

        Assert.NotNull(_object.FieldsOf("helm")["f:spec"]!["f:replicas"]);
        Assert.NotNull(_object.FieldsOf("other")["f:spec"]!["f:replicas"]);
    }

    [Fact]
    public void Force_takes_the_field_over()
    {
        _object.Apply("helm", Deployment);
        _object.Update("kubectl-edit", "", live => live["spec"]!["replicas"] = 5);

        _object.Apply("helm", Deployment, force: true);

        Assert.Equal(1, (int)_object.Current!["spec"]!["replicas"]!);
        Assert.Null(_object.Entry("kubectl-edit"));
    }

    [Fact]
    public void Giving_a_field_up_leaves_it_to_the_updater_who_set_it()
    {
        _object.Apply("helm", Deployment);
        _object.Update("kubectl", "scale", live => live["spec"]!["replicas"] = 5);

        _object.Apply("helm", Deployment.Replace("  replicas: 1\n", ""));

        Assert.Equal(5, (int)_object.Current!["spec"]!["replicas"]!);
    }

    [Fact]
    public void Items_of_two_managers_live_side_by_side_in_one_list()
    {
        _object.Apply("helm", Deployment);
        _object.Apply("injector", Only("spec: { template: { spec: { containers: [{ name: side, image: side:1 }] } } }"));

        _object.Apply("helm", Deployment.Replace("nginx:1", "nginx:2"));

        var containers = (JsonArray)_object.Current!["spec"]!["template"]!["spec"]!["containers"]!;
        Assert.Equal(["nginx:2", "side:1"], containers.Select(container => (string)container!["image"]!));
    }

    [Fact]
    public void A_dropped_list_item_goes_with_all_its_fields()
    {
        _object.Apply("helm", Deployment.Replace("ports: [{ containerPort: 80 }]", "ports: [{ containerPort: 80 }, { containerPort: 81, protocol: UDP }]"));
        _object.Current!["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]![1]!["hostPort"] = 81;

        _object.Apply("helm", Deployment);

        Cases.AssertSame(TestYaml.Node("[{ containerPort: 80 }]"), _object.Current["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]);
    }

    [Fact]
    public void A_key_with_a_default_names_the_same_item_with_and_without_it()
    {
        _object.Apply("helm", Deployment);
        _object.Current!["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]![0]!["protocol"] = "TCP";

        _object.Apply("helm", Deployment.Replace("{ containerPort: 80 }", "{ containerPort: 80, name: http }"));

        Cases.AssertSame(
            TestYaml.Node("[{ containerPort: 80, protocol: TCP, name: http }]"),
            _object.Current["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]);
    }

    [Fact]
    public void Status_is_not_applied_through_the_object_itself()
    {
        _object.Apply("helm", Deployment + "\nstatus: { replicas: 7 }");

        Assert.Null(_object.Current!["status"]);
        Assert.Null(_object.FieldsOf("helm")["f:status"]);
    }

    [Theory]
    [InlineData("spec: { replicas: three }", ".spec.replicas: expected numeric (int or float), got string")]
    [InlineData("spec: { replica: 3 }", ".spec.replica: field not declared in schema")]
    [InlineData("metadata: { labels: { a: 1 } }", ".metadata.labels.a: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("spec: { strategy: Recreate }", ".spec.strategy: expected map, got &{Recreate}")]
    [InlineData("spec: { paused: 'yes' }", ".spec.paused: expected boolean, got string")]
    [InlineData("spec: { template: { spec: { containers: { a: b } } } }", ".spec.template.spec.containers: expected list, got &{map[a:b]}")]
    [InlineData(
        "spec: { template: { spec: { containers: [{ image: a }] } } }",
        ".spec.template.spec.containers: element 0: associative list with keys has an element that omits key field \"name\" (and doesn't have default value)")]
    [InlineData(
        "spec: { template: { spec: { containers: [{ name: a, env: [{ name: X }, { name: X }] }] } } }",
        ".spec.template.spec.containers[name=\"a\"].env: duplicate entries for key [name=\"X\"]")]
    public void A_configuration_that_does_not_fit_its_schema_is_refused(string part, string message)
    {
        var failure = Assert.Throws<ApiFailure>(() => _object.TryApply("helm", Only(part), force: false));

        Assert.Equal(500, failure.Code);
        Assert.Equal("failed to create typed patch object (ns/web; apps/v1, Kind=Deployment): " + message, failure.Message);
    }

    [Fact]
    public void A_configuration_with_managedFields_is_refused()
    {
        var failure = Assert.Throws<ApiFailure>(() => _object.TryApply("helm", Only("metadata: { managedFields: [] }"), force: false));

        Assert.Equal((400, "metadata.managedFields must be nil"), (failure.Code, failure.Message));
    }

    /// <summary>A configuration of the same object with nothing but this part (its metadata gets the name).</summary>
    private static string Only(string part)
    {
        var json = TestYaml.Object("apiVersion: apps/v1\nkind: Deployment\n" + part);
        json["metadata"] ??= new JsonObject();
        json["metadata"]!["name"] = "web";
        json["metadata"]!["namespace"] = "ns";
        return json.ToJsonString();
    }
}
