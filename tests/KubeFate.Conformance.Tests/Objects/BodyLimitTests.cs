using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>A request's body may have 3 MiB. helm keeps a release in one Secret and runs into it.</summary>
public sealed class BodyLimitTests(ConformanceCluster cluster)
{
    private const string TooLarge = "Request entity too large: limit is 3145728";

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_the_limit()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var client = new ApiClient(cluster.Kubeconfig);
        var map = Yaml($"metadata: {{ name: large }}");
        map["data"] = new JsonObject { ["k"] = new string('a', 3_200_000) };

        var answer = await client.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space.Name}/configmaps", map);

        Assert.Equal((413, "RequestEntityTooLarge", TooLarge), (answer.Code, answer.Text("reason"), answer.Text("message")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Helm_is_told_the_limit(bool old)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        using var chart = new TempFolder();
        chart.Write("Chart.yaml", "apiVersion: v2\nname: large\nversion: 1.0.0\n");
        // What is random does not get smaller in the release record.
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        chart.Write("files/data.txt", Convert.ToBase64String(bytes));
        chart.Write("templates/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: small\n");

        var refused = await space.RunAsync(old ? Tools.OldHelm : Tools.Helm, ["install", "large", chart.Path]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(TooLarge, refused.Error);
    }

    private static JsonObject Yaml(string text) => KubeFate.Simulator.Tests.Patching.TestYaml.Object(text);
}
