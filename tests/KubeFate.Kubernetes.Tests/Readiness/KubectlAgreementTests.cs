using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Tests.ApiServer;
using KubeFate.Testing;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Kubernetes.Tests.Readiness;

/// <summary>Our rules and the real <c>kubectl rollout status</c> look at the same objects and come to the same end.</summary>
public sealed class KubectlAgreementTests : ServerFixture
{
    private readonly Dictionary<(string Path, string Name), string> _lists = [];

    [Fact]
    public async Task Deployments_are_judged_as_kubectl_does()
    {
        var cases = from generation in new[] { 1, 2 }
                    from updated in new[] { 1, 2 }
                    from replicas in new[] { 2, 3 }
                    from available in new[] { 1, 2 }
                    select (JsonObject)Parse($$"""
                        {'metadata': {'generation': {{generation}}}, 'spec': {'replicas': 2}, 'status': {'observedGeneration': 1,
                         'updatedReplicas': {{updated}}, 'replicas': {{replicas}}, 'availableReplicas': {{available}}, 'readyReplicas': {{available}} } }
                        """);
        var late = (JsonObject)Parse("""
            {'metadata': {'generation': 1}, 'spec': {'replicas': 2}, 'status': {'observedGeneration': 1,
             'conditions': [{'type': 'Progressing', 'status': 'False', 'reason': 'ProgressDeadlineExceeded'}]}}
            """);
        await AgreeAsync("Deployment", [.. cases, late], json => DeploymentRule.Judge(json.Deserialize(ResourceJson.Default.Deployment)!).Done);
    }

    [Fact]
    public async Task StatefulSets_are_judged_as_kubectl_does()
    {
        var cases = from observed in new[] { 0, 1 }
                    from ready in new[] { 1, 2 }
                    from updated in new[] { 0, 1, 2 }
                    from rolling in new[] { "", ", 'rollingUpdate': {}", ", 'rollingUpdate': {'partition': 0}", ", 'rollingUpdate': {'partition': 1}" }
                    where observed == 1 || (ready == 2 && updated == 2)
                    select (JsonObject)Parse($$"""
                        {'metadata': {'generation': 1}, 'spec': {'replicas': 2, 'updateStrategy': {'type': 'RollingUpdate'{{rolling}} } },
                         'status': {'observedGeneration': {{observed}}, 'readyReplicas': {{ready}}, 'updatedReplicas': {{updated}},
                         'currentRevision': 'a', 'updateRevision': '{{(updated == 2 ? "a" : "b")}}' } }
                        """);
        await AgreeAsync("StatefulSet", [.. cases], json => StatefulSetRule.Judge(json.Deserialize(ResourceJson.Default.StatefulSet)!).Done);
    }

    [Fact]
    public async Task DaemonSets_are_judged_as_kubectl_does()
    {
        var cases = from generation in new[] { 1, 2 }
                    from updated in new[] { 1, 2 }
                    from available in new[] { 1, 2 }
                    select (JsonObject)Parse($$"""
                        {'metadata': {'generation': {{generation}}}, 'spec': {'updateStrategy': {'type': 'RollingUpdate'} },
                         'status': {'observedGeneration': 1, 'desiredNumberScheduled': 2, 'updatedNumberScheduled': {{updated}}, 'numberAvailable': {{available}} } }
                        """);
        await AgreeAsync("DaemonSet", [.. cases], json => DaemonSetRule.Judge(json.Deserialize(ResourceJson.Default.DaemonSet)!).Done);
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json.Replace('\'', '"'))!;

    private async Task AgreeAsync(string kind, List<JsonObject> cases, Func<JsonObject, bool> isDone)
    {
        Assert.Equal(2, cases.Select(isDone).Distinct().Count());
        Discover();
        var path = $"apis/apps/v1/namespaces/ns/{kind.ToLowerInvariant()}s";
        for (var i = 0; i < cases.Count; i++) Serve(kind, path, $"w{i}", cases[i]);

        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Count), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (i, cancellationToken) =>
        {
            string[] arguments = ["--kubeconfig", Folder.File("kubeconfig"), "-n", "ns", "rollout", "status", $"{kind}/w{i}", "--watch=false"];
            var kubectl = await ToolProcess.RunAsync(Tools.Kubectl, arguments, new Dictionary<string, string?> { ["HOME"] = Folder.Path }, "", cancellationToken);
            var says = kubectl.Output + kubectl.Error;
            var done = says.Contains("successfully rolled out", StringComparison.Ordinal) || says.Contains("complete:", StringComparison.Ordinal)
                || says.Contains("rolling update complete", StringComparison.Ordinal);
            Assert.True(done || says.Contains("aiting for", StringComparison.Ordinal) || says.Contains("exceeded its progress", StringComparison.Ordinal), says);
            Assert.True(done == isDone(cases[i]), $"{cases[i].ToJsonString()}\nkubectl: {says}");
        });
    }

    private void Serve(string kind, string path, string name, JsonObject one)
    {
        one["apiVersion"] = "apps/v1";
        one["kind"] = kind;
        one["metadata"]!["name"] = name;
        one["metadata"]!["namespace"] = "ns";
        one["metadata"]!["resourceVersion"] = "1";
        var text = one.ToJsonString();
        var list = $$"""{"kind": "{{kind}}List", "apiVersion": "apps/v1", "metadata": {"resourceVersion": "1"}, "items": [{{text}}]}""";
        Server.Answer($"{path}/{name}", context => WriteAsync(context, text));

        // A rollout is read by a list with a field selector; the watch after it is not asked for, that by watch-list is refused as real servers do.
        Server.Answer(path, context => context.Request.Query["watch"] == "true"
            ? FakeApiServer.WriteStatusAsync(context, 422, "Invalid", "sendInitialEvents is forbidden")
            : WriteAsync(context, Only(context, path)));
        _lists[(path, name)] = list;
    }

    private string Only(HttpContext context, string path) =>
        _lists[(path, context.Request.Query["fieldSelector"].ToString().Replace("metadata.name=", "", StringComparison.Ordinal))];

    private void Discover()
    {
        string[] kinds = ["Deployment", "StatefulSet", "DaemonSet"];
        var resources = string.Join(", ", kinds.Select(kind =>
            $$"""{"name": "{{kind.ToLowerInvariant()}}s", "singularName": "{{kind.ToLowerInvariant()}}", "namespaced": true, "kind": "{{kind}}", "verbs": ["get", "list", "watch"] }"""));
        Server.Answer("api", context => WriteAsync(context, """{"kind": "APIVersions", "versions": ["v1"]}"""));
        Server.Answer("api/v1", context => WriteAsync(context, """{"kind": "APIResourceList", "groupVersion": "v1", "resources": []}"""));
        Server.Answer("apis", context => WriteAsync(context, """
            {"kind": "APIGroupList", "apiVersion": "v1", "groups": [{"name": "apps", "versions": [{"groupVersion": "apps/v1", "version": "v1"}],
             "preferredVersion": {"groupVersion": "apps/v1", "version": "v1"}}]}
            """));
        Server.Answer("apis/apps/v1", context => WriteAsync(context, $$"""{"kind": "APIResourceList", "groupVersion": "apps/v1", "resources": [{{resources}}]}"""));
    }

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
