using System.Text.Json.Nodes;

namespace KubeFate.Conformance.Tests.Kubectl;

public sealed class ApplyTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task Apply_creates_leaves_and_changes()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal("configmap/config created\n", (await space.ApplyAsync(Manifests.ConfigMap("a: one"))).MustSucceed().Output);
        var version = await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.metadata.resourceVersion}");
        Assert.Equal("configmap/config unchanged\n", (await space.ApplyAsync(Manifests.ConfigMap("a: one"))).MustSucceed().Output);
        Assert.Equal(version, await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.metadata.resourceVersion}"));
        Assert.Equal("configmap/config configured\n", (await space.ApplyAsync(Manifests.ConfigMap("b: two"))).MustSucceed().Output);
        Assert.Equal("{\"b\":\"two\"}", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data}"));
    }

    [Fact]
    public async Task Apply_again_of_every_kind_changes_nothing()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var all = string.Join("\n---\n", Manifests.ConfigMap("a: one"), Manifests.Deployment(), Manifests.Service);
        (await space.ApplyAsync(all)).MustSucceed();

        var again = (await space.ApplyAsync(all)).MustSucceed().Output;

        Assert.Equal("configmap/config unchanged\ndeployment.apps/web unchanged\nservice/web unchanged\n", again);
    }

    [Fact]
    public async Task Server_side_apply_prunes_what_it_no_longer_says()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal("configmap/config serverside-applied\n", (await space.ApplyAsync(Manifests.ConfigMap("a: one"), "--server-side")).MustSucceed().Output);
        (await space.ApplyAsync(Manifests.ConfigMap("b: two"), "--server-side")).MustSucceed();

        Assert.Equal("{\"b\":\"two\"}", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data}"));
    }

    [Fact]
    public async Task Server_side_apply_over_client_side_apply_takes_over()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.ConfigMap("a: one"))).MustSucceed();

        (await space.ApplyAsync(Manifests.ConfigMap("b: two"), "--server-side")).MustSucceed();

        Assert.Equal("{\"b\":\"two\"}", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data}"));
    }

    [Fact]
    public async Task Two_appliers_of_one_field_conflict_until_forced()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.ConfigMap("a: one"), "--server-side", "--field-manager=first")).MustSucceed();

        var refused = await space.ApplyAsync(Manifests.ConfigMap("a: two"), "--server-side", "--field-manager=second");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("conflict with \"first\": .data.a", refused.Error);

        (await space.ApplyAsync(Manifests.ConfigMap("a: two"), "--server-side", "--field-manager=second", "--force-conflicts")).MustSucceed();
        Assert.Equal("two", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data.a}"));
    }

    [Fact]
    public async Task A_dry_run_on_the_server_shows_but_does_not_keep()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);

        var shown = (await space.ApplyAsync(Manifests.ConfigMap("a: one"), "--dry-run=server", "-o", "json")).MustSucceed();

        Assert.Equal("one", (string?)JsonNode.Parse(shown.Output)!["data"]!["a"]);
        Assert.Contains("\"config\" not found", await space.RefusedAsync("get", "configmap", "config"));
    }

    [Fact]
    public async Task Diff_tells_of_a_change_by_its_exit_code()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.ConfigMap("a: one"))).MustSucceed();

        Assert.Equal(0, (await space.KubectlAsync("diff", "-f", cluster.Write(Manifests.ConfigMap("a: one")))).ExitCode);
        var changed = await space.KubectlAsync("diff", "-f", cluster.Write(Manifests.ConfigMap("a: two")));
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("+  a: two", changed.Output);
    }

    [Fact]
    public async Task An_unknown_field_is_refused_warned_of_or_ignored()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var wrong = Manifests.ConfigMap("a: one") + "\ndataa: {}";

        var refused = await space.ApplyAsync(wrong);
        Assert.NotEqual(0, refused.ExitCode);
        // Servers know the fields strictly since 1.25; before that kubectl alone does, and warns of nothing.
        var isStrict = await cluster.MinorAsync() >= 25;
        Assert.Contains(isStrict ? "strict decoding error: unknown field \"dataa\"" : "unknown field \"dataa\"", refused.Error);
        var warned = (await space.ApplyAsync(wrong, "--validate=warn")).MustSucceed().Error;
        if (isStrict) Assert.Contains("unknown field \"dataa\"", warned);
        Assert.DoesNotContain("dataa", (await space.ApplyAsync(wrong, "--validate=ignore")).MustSucceed().Error);
    }

    [Fact]
    public async Task An_invalid_object_is_refused_with_every_cause()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var wrong = Manifests.Deployment().Replace("      app: web\n  template", "      app: other\n  template").Replace("image: nginx:1.27", "image: \"\"");

        var refused = await space.ApplyAsync(wrong);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("spec.template.spec.containers[0].image: Required value", refused.Error);
        Assert.Contains("`selector` does not match template `labels`", refused.Error);
    }

    [Fact]
    public async Task What_may_not_change_is_refused()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.Deployment(replicas: 0))).MustSucceed();

        var refused = await space.ApplyAsync(Manifests.Deployment(replicas: 0).Replace("app: web", "app: other"));

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("field is immutable", refused.Error);
    }
}
