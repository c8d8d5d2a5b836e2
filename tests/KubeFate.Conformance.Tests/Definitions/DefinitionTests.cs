using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Definitions;

/// <summary>CustomResourceDefinitions: each test has a group of its own, which goes with it.</summary>
public sealed class DefinitionTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task Objects_are_completed_pruned_and_held_to_the_schema()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await using var kind = await OwnKind.DefineAsync(space);

        var warned = (await space.ApplyAsync(kind.Object("one", "{image: x, odd: 1}"), "--validate=ignore")).MustSucceed();
        Assert.DoesNotContain("odd", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.spec}"));
        Assert.Equal("1", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.spec.replicas}"));
        Assert.Equal("1", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.metadata.generation}"));

        Assert.Contains("spec.image: Required value", (await space.ApplyAsync(kind.Object("two", "{replicas: 2}"), "--validate=false")).Error);
        Assert.Contains(
            "spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\"",
            (await space.ApplyAsync(kind.Object("two", "{image: x, replicas: many}"), "--validate=false")).Error);
        Assert.Contains(
            "spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10",
            await space.RefusedAsync("patch", kind.Plural, "one", "--type=merge", "-p", """{"spec":{"replicas":11}}"""));
        Assert.Contains(
            "spec.mode: Unsupported value: \"slow\": supported values: \"fast\", \"safe\"",
            await space.RefusedAsync("patch", kind.Plural, "one", "--type=merge", "-p", """{"spec":{"mode":"slow"}}"""));
        _ = warned;
    }

    [Fact]
    public async Task Items_of_a_list_that_has_keys_are_owned_one_by_one()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await using var kind = await OwnKind.DefineAsync(space);
        string[] applied = ["--server-side", "--field-manager"];

        (await space.ApplyAsync(kind.Object("one", "{image: x, parts: [{name: a, size: 1}]}"), [.. applied, "first"])).MustSucceed();
        (await space.ApplyAsync(kind.Object("one", "{image: x, parts: [{name: b, size: 2}]}"), [.. applied, "second"])).MustSucceed();
        Assert.Equal("a b", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.spec.parts[*].name}"));
        Assert.Contains(
            "conflict with \"first\"", (await space.ApplyAsync(kind.Object("one", "{image: x, parts: [{name: a, size: 3}]}"), [.. applied, "second"])).Error);
        Assert.Contains(
            "field not declared in schema", (await space.ApplyAsync(kind.Object("one", "{image: x, odd: 1}"), [.. applied, "third", "--validate=false"])).Error);
    }

    [Fact]
    public async Task The_status_is_written_on_its_own_and_printed_in_columns()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await using var kind = await OwnKind.DefineAsync(space);
        (await space.ApplyAsync(kind.Object("one", "{image: x}"))).MustSucceed();

        await space.ReadAsync("patch", kind.Plural, "one", "--type=merge", "-p", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");
        Assert.Equal("", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.status}"));
        await space.ReadAsync(
            "patch", kind.Plural, "one", "--subresource=status", "--type=merge", "-p", """{"spec":{"image":"y"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""");
        Assert.Equal("x 1", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.spec.image} {.metadata.generation}"));
        Assert.Equal(["NAME IMAGE READY AGE", "one x True AGE"], Printed.Table(await space.ReadAsync("get", kind.Plural)));
        await space.ReadAsync("wait", kind.Plural + "/one", "--for=condition=Ready", HangGuard.Option);
    }

    [Fact]
    public async Task A_second_version_shows_the_same_objects()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await using var kind = await OwnKind.DefineAsync(space);
        (await space.ApplyAsync(kind.Object("one", "{image: x}", "v1beta1"))).MustSucceed();

        Assert.Equal($"{kind.Group}/v1", await space.ReadAsync("get", kind.Plural, "one", "-o", "jsonpath={.apiVersion}"));
        Assert.Equal($"{kind.Group}/v1beta1", await space.ReadAsync("get", "gizmos.v1beta1." + kind.Group, "one", "-o", "jsonpath={.apiVersion}"));
        Assert.Equal("v1", await space.ReadAsync("get", "crd", kind.Name, "-o", "jsonpath={.status.storedVersions[*]}"));
    }

    [Fact]
    public async Task Names_that_are_taken_are_not_accepted_until_they_are_free()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await using var kind = await OwnKind.DefineAsync(space);
        var other = kind.Definition.Replace("gizmos", "others", StringComparison.Ordinal).Replace("singular: gizmo", "singular: other", StringComparison.Ordinal);
        (await space.ApplyAsync(other)).MustSucceed();
        try
        {
            await space.ReadAsync("wait", "crd", "others." + kind.Group, "--for=condition=NamesAccepted=False", HangGuard.Option);
            Assert.Contains("is already in use", await space.ReadAsync(
                "get", "crd", "others." + kind.Group, "-o", "jsonpath={.status.conditions[?(@.type==\"NamesAccepted\")].message}"));
            await kind.DisposeAsync();
            await space.ReadAsync("wait", "crd", "others." + kind.Group, "--for=condition=Established", HangGuard.Option);
        }
        finally
        {
            await space.KubectlAsync("delete", "crd", "others." + kind.Group, "--wait=false");
        }
    }

    [Theory]
    [InlineData("storage: true", "storage: false", "must have exactly one version marked as storage version")]
    [InlineData("{type: string, enum: [fast, safe]}", "{enum: [fast, safe]}", "must not be empty for specified object fields")]
    public async Task A_definition_that_makes_no_sense_is_refused(string from, string to, string expected)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var definition = OwnKind.Text("made-" + space.Name + ".example.com").Replace(from, to, StringComparison.Ordinal);

        var refused = await space.ApplyAsync(definition, "--validate=false");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(expected, refused.Error);
    }
}
