using KubeFate.Simulator.Tests.Patching;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>What lists and refusals look like on the wire.</summary>
public sealed class ListTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task Items_of_a_list_do_not_say_what_they_are()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var path = await AddMapsAsync(client, space.Name);

        var list = await client.SendAsync(HttpMethod.Get, path + "?labelSelector=test");

        Assert.Equal("ConfigMapList", list.Text("kind"));
        Assert.All(list.Body!["items"]!.AsArray(), item => Assert.Equal((null, null), (item!["kind"], item["apiVersion"])));
    }

    [Fact]
    public async Task A_list_of_whatever_is_at_hand_comes_whole()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var path = await AddMapsAsync(client, space.Name);

        var paged = await client.SendAsync(HttpMethod.Get, path + "?labelSelector=test&limit=1");
        // A server's memory may lag behind its database; it does not once it was asked for at least this version.
        await client.SendAsync(HttpMethod.Get, path + "?resourceVersion=" + paged.Text("metadata", "resourceVersion"));
        var whole = await client.SendAsync(HttpMethod.Get, path + "?labelSelector=test&limit=1&resourceVersion=0");

        Assert.Single(paged.Body!["items"]!.AsArray());
        Assert.NotEqual("", paged.Text("metadata", "continue"));
        Assert.Equal(3, whole.Body!["items"]!.AsArray().Count);
        Assert.Equal("", whole.Text("metadata", "continue"));
    }

    [Theory]
    [InlineData("/api/v1/namespaces/$ns/configmaps/nope", """{"name":"nope","kind":"configmaps"}""")]
    [InlineData("/api/v1/namespaces/$ns/nopes", "{}")]
    [InlineData("/api/v1/namespaces/$ns/configmaps/nope/nope", "{}")]
    public async Task Every_refusal_of_what_is_not_there_has_details(string path, string details)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);

        var answer = await client.SendAsync(HttpMethod.Get, path.Replace("$ns", space.Name));

        Assert.Equal((404, details), (answer.Code, answer.Body!["details"]?.ToJsonString()));
    }

    private static async Task<string> AddMapsAsync(ApiClient client, string ns)
    {
        var path = $"/api/v1/namespaces/{ns}/configmaps";
        foreach (var name in (string[])["a", "b", "c"])
            Assert.Equal(201, (await client.SendAsync(HttpMethod.Post, path, TestYaml.Object($"metadata: {{ name: {name}, labels: {{ test: x }} }}"))).Code);
        return path;
    }
}
