using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace KubeFate.Conformance.Tests.Client;

/// <summary>The C# client, as our own Kubernetes gateway uses it.</summary>
public sealed class ClientTests(ConformanceCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_goes_on_as_a_watch_without_a_gap()
    {
        await using var space = await cluster.OpenAsync(Cancellation);
        using var client = Connect();
        await client.CoreV1.CreateNamespacedConfigMapAsync(Map("before"), space.Name, cancellationToken: Cancellation);
        var list = await client.CoreV1.ListNamespacedConfigMapAsync(space.Name, labelSelector: "test=yes", cancellationToken: Cancellation);
        Assert.Equal(["before"], list.Items.Select(item => item.Name()));

        await client.CoreV1.CreateNamespacedConfigMapAsync(Map("after"), space.Name, cancellationToken: Cancellation);
        await client.CoreV1.DeleteNamespacedConfigMapAsync("before", space.Name, cancellationToken: Cancellation);
        var seen = new List<string>();
        await foreach (var (kind, item) in client.CoreV1.WatchListNamespacedConfigMapAsync(
            space.Name, labelSelector: "test=yes", resourceVersion: list.ResourceVersion(), cancellationToken: Cancellation))
        {
            seen.Add($"{kind} {item.Name()}");
            if (seen.Count == 2) break;
        }

        Assert.Equal(["Added after", "Deleted before"], seen);
    }

    [Fact]
    public async Task An_outdated_write_is_a_conflict()
    {
        await using var space = await cluster.OpenAsync(Cancellation);
        using var client = Connect();
        var first = await client.CoreV1.CreateNamespacedConfigMapAsync(Map("a"), space.Name, cancellationToken: Cancellation);
        first.Data = new Dictionary<string, string> { ["k"] = "1" };
        await client.CoreV1.ReplaceNamespacedConfigMapAsync(first, "a", space.Name, cancellationToken: Cancellation);

        first.Data["k"] = "2";
        var failure = await Assert.ThrowsAsync<HttpOperationException>(() =>
            client.CoreV1.ReplaceNamespacedConfigMapAsync(first, "a", space.Name, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.Conflict, failure.Response.StatusCode);
        Assert.Contains("the object has been modified", failure.Response.Content);
    }

    [Fact]
    public async Task A_limited_list_goes_on_from_its_token()
    {
        await using var space = await cluster.OpenAsync(Cancellation);
        using var client = Connect();
        foreach (var name in (string[])["a", "b", "c"]) await client.CoreV1.CreateNamespacedConfigMapAsync(Map(name), space.Name, cancellationToken: Cancellation);

        var first = await client.CoreV1.ListNamespacedConfigMapAsync(space.Name, labelSelector: "test=yes", limit: 2, cancellationToken: Cancellation);
        await client.CoreV1.CreateNamespacedConfigMapAsync(Map("d"), space.Name, cancellationToken: Cancellation);
        var second = await client.CoreV1.ListNamespacedConfigMapAsync(
            space.Name, labelSelector: "test=yes", limit: 2, continueParameter: first.Continue(), cancellationToken: Cancellation);

        Assert.Equal(["a", "b"], first.Items.Select(item => item.Name()));
        Assert.Equal(["c"], second.Items.Select(item => item.Name()));
        Assert.True(string.IsNullOrEmpty(second.Continue()));
    }

    [Fact]
    public async Task A_generated_name_keeps_its_prefix()
    {
        await using var space = await cluster.OpenAsync(Cancellation);
        using var client = Connect();
        var map = new V1ConfigMap { Metadata = new V1ObjectMeta { GenerateName = "made-" } };

        var made = await client.CoreV1.CreateNamespacedConfigMapAsync(map, space.Name, cancellationToken: Cancellation);

        Assert.Matches("^made-[a-z0-9]{5}$", made.Name());
    }

    [Fact]
    public async Task A_merge_patch_changes_one_field()
    {
        await using var space = await cluster.OpenAsync(Cancellation);
        using var client = Connect();
        await client.CoreV1.CreateNamespacedConfigMapAsync(Map("a"), space.Name, cancellationToken: Cancellation);

        var patched = await client.CoreV1.PatchNamespacedConfigMapAsync(
            new V1Patch("""{"data":{"k":"v"}}""", V1Patch.PatchType.MergePatch), "a", space.Name, cancellationToken: Cancellation);

        Assert.Equal("v", patched.Data["k"]);
        Assert.Equal("yes", patched.Labels()["test"]);
    }

    private static V1ConfigMap Map(string name) =>
        new() { Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["test"] = "yes" } } };

    private k8s.Kubernetes Connect() => new(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.Kubeconfig));
}
