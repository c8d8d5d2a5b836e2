using System.Text.Json.Nodes;

namespace KubeFate.Conformance.Tests.Kubectl;

public sealed class ReadTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task Api_resources_name_what_charts_use()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var lines = Printed.Table((await cluster.RunAsync(Testing.Tools.Kubectl, ["api-resources"], null, TestContext.Current.CancellationToken)).MustSucceed().Output);

        Assert.Equal("NAME SHORTNAMES APIVERSION NAMESPACED KIND", lines[0]);
        foreach (var line in (string[])
            ["configmaps cm v1 true ConfigMap", "deployments deploy apps/v1 true Deployment", "ingresses ing networking.k8s.io/v1 true Ingress", "jobs batch/v1 true Job"])
        {
            Assert.Contains(line, lines);
        }
    }

    [Fact]
    public async Task Get_prints_json_yaml_and_paths()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "config", "--from-literal=a=one");

        Assert.Equal("ConfigMap", (string?)JsonNode.Parse(await space.ReadAsync("get", "configmap", "config", "-o", "json"))!["kind"]);
        Assert.Contains("\ndata:\n  a: one\n", "\n" + await space.ReadAsync("get", "configmap", "config", "-o", "yaml"));
        Assert.Equal("one", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data.a}"));
        Assert.Equal(["N", "config"], Printed.Table(await space.ReadAsync("get", "configmap", "config", "-o", "custom-columns=N:.metadata.name")));
        Assert.Equal("List", (string?)JsonNode.Parse(await space.ReadAsync("get", "configmap", "-o", "json"))!["kind"]);
    }

    [Fact]
    public async Task What_is_missing_is_told_as_everywhere()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Error from server (NotFound): configmaps \"nope\" not found", await space.RefusedAsync("get", "configmap", "nope"));
        Assert.Equal("Error from server (NotFound): deployments.apps \"nope\" not found", await space.RefusedAsync("get", "deployment", "nope"));
        Assert.Equal("error: the server doesn't have a resource type \"nopes\"", await space.RefusedAsync("get", "nopes"));
        Assert.Equal($"No resources found in {space.Name} namespace.\n", (await space.KubectlAsync("get", "deployments")).MustSucceed().Error);
    }

    [Fact]
    public async Task Fields_select_objects()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "secret", "generic", "one", "--from-literal=a=b");
        await space.ReadAsync("create", "secret", "generic", "two", "--from-literal=a=b", "--type=example.com/t");

        Assert.Equal("secret/two", await space.ReadAsync("get", "secrets", "--field-selector", "type=example.com/t", "-o", "name"));
        Assert.Equal("secret/one", await space.ReadAsync("get", "secrets", "--field-selector", "metadata.name=one", "-o", "name"));
        Assert.Contains("field label not supported: nope", await space.RefusedAsync("get", "secrets", "--field-selector", "nope=x"));
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        // A namespace has ConfigMaps that nobody here made: the cluster's certificate, and whatever else a cluster puts there.
        var maps = string.Join("\n---\n", "abcde".Select(name => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name}, labels: {{ test: 'yes' }} }}"));
        (await space.ApplyAsync(maps)).MustSucceed();

        var names = await space.ReadAsync("get", "configmaps", "-l", "test=yes", "--chunk-size=2", "-o", "jsonpath={.items[*].metadata.name}");

        Assert.Equal("a b c d e", names);
    }

    [Fact]
    public async Task Explain_knows_the_fields()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var told = await cluster.RunAsync(Testing.Tools.Kubectl, ["explain", "deployment.spec.replicas"], null, TestContext.Current.CancellationToken);
        // From servers without OpenAPI v3, before 1.24, kubectl prints it with wider gaps.
        Assert.Contains("FIELD: replicas <integer>", Printed.Table(told.MustSucceed().Output));
    }

    [Fact]
    public async Task The_tester_may_make_things()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal("yes", await space.ReadAsync("auth", "can-i", "create", "deployments"));
    }
}
