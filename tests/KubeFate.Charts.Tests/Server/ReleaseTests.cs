using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Server;

/// <summary>The chart in the hands of the real helm: installed, upgraded, taken away.</summary>
public sealed class ReleaseTests
{
    public static TheoryData<string, string> Examples => new MatrixTheoryData<string, string>(
        [Tools.Helm, Tools.Helm41, Tools.OldHelm],
        ["party-9999/cluster.yaml", "party-9999/cluster-v2.yaml", "party-10000/cluster.yaml", "party-10000/cluster-v2.yaml"]);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_installs_as_it_is(string helm, string example)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await SimulatedCluster.StartAsync(cancellationToken);
        var file = Path.Combine(Repository.Root, "examples", example);
        // The oldest helm validates against a protobuf OpenAPI v2 document, which the simulator does not serve.
        string[] install =
        [
            "install", "fate-9999", FateChart.Folder, "-n", SimulatedCluster.Namespace, "-f", file, "--disable-openapi-validation",
        ];
        var result = (await cluster.RunAsync(helm, install, cancellationToken)).MustSucceed();
        Assert.Contains("STATUS: deployed", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task An_upgrade_keeps_the_passwords_that_the_first_install_made(string release)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await SimulatedCluster.StartAsync(cancellationToken);
        var file = cluster.Write("cluster.yaml", Clusters.Whole(release));
        string[] common = ["fate-9999", FateChart.Folder, "-n", SimulatedCluster.Namespace, "-f", file];
        (await cluster.RunAsync(Tools.Helm, ["install", .. common], cancellationToken)).MustSucceed();
        var before = await SecretsAsync(cluster, cancellationToken);
        Assert.Equal(4, before.Count);

        (await cluster.RunAsync(Tools.Helm, ["upgrade", .. common, "--set", "python.logLevel=DEBUG"], cancellationToken)).MustSucceed();
        Assert.Equal(before, await SecretsAsync(cluster, cancellationToken));

        string[] getValues = ["get", "values", "fate-9999", "-n", SimulatedCluster.Namespace];
        var values = (await cluster.RunAsync(Tools.Helm, getValues, cancellationToken)).MustSucceed().Output;
        Assert.DoesNotContain("_secrets", values, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_and_the_key_to_it_outlive_the_cluster_and_are_taken_up_again()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await SimulatedCluster.StartAsync(cancellationToken);
        var file = cluster.Write("cluster.yaml", Clusters.Of("v1.8.0", "persistence: true"));
        string[] install = ["install", "fate-9999", FateChart.Folder, "-n", SimulatedCluster.Namespace, "-f", file];
        (await cluster.RunAsync(Tools.Helm, install, cancellationToken)).MustSucceed();
        var before = await SecretsAsync(cluster, cancellationToken);

        (await cluster.RunAsync(Tools.Helm, ["uninstall", "fate-9999", "-n", SimulatedCluster.Namespace], cancellationToken)).MustSucceed();
        string[] claims = ["get", "persistentvolumeclaims", "-n", SimulatedCluster.Namespace, "-o", "name"];
        Assert.Equal(5, (await cluster.RunAsync(Tools.Kubectl, claims, cancellationToken)).MustSucceed().Output.Trim().Split('\n').Length);

        (await cluster.RunAsync(Tools.Helm, install, cancellationToken)).MustSucceed();
        var after = await SecretsAsync(cluster, cancellationToken);
        Assert.Equal(before["mysql-credentials/password"], after["mysql-credentials/password"]);
    }

    [Theory]
    [InlineData("v1.8.0", "mysql-data")]
    [InlineData("v2.0.0", "data-mysql-0")]
    public async Task A_database_that_another_chart_left_behind_is_opened_with_that_charts_password(string release, string claim)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await SimulatedCluster.StartAsync(cancellationToken);
        var left = cluster.Write("claim.yaml", $$"""
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: {{claim}}
              namespace: {{SimulatedCluster.Namespace}}
              labels: { app.kubernetes.io/managed-by: Helm }
              annotations: { meta.helm.sh/release-name: fate-9999, meta.helm.sh/release-namespace: {{SimulatedCluster.Namespace}} }
            spec:
              accessModes: [ReadWriteOnce]
              resources: { requests: { storage: 1Gi } }
            """);
        (await cluster.RunAsync(Tools.Kubectl, ["create", "-f", left], cancellationToken)).MustSucceed();
        var file = cluster.Write("cluster.yaml", Clusters.Of(release, "persistence: true"));
        string[] install = ["install", "fate-9999", FateChart.Folder, "-n", SimulatedCluster.Namespace, "-f", file];
        (await cluster.RunAsync(Tools.Helm, install, cancellationToken)).MustSucceed();
        Assert.Equal("fate_dev", (await SecretsAsync(cluster, cancellationToken))["mysql-credentials/password"]);
    }

    private static async Task<IReadOnlyDictionary<string, string>> SecretsAsync(
        SimulatedCluster cluster, CancellationToken cancellationToken)
    {
        string[] get = ["get", "secrets", "-n", SimulatedCluster.Namespace, "-o", "json", "-l", "owner=kubefate"];
        var list = JsonNode.Parse((await cluster.RunAsync(Tools.Kubectl, get, cancellationToken)).MustSucceed().Output)!;
        return list["items"]!.AsArray()
            .SelectMany(secret => secret!["data"]!.AsObject()
                .Where(entry => entry.Key is "password" or "root-password" or "token")
                .Select(entry => (Name: $"{secret["metadata"]!["name"]}/{entry.Key}", entry.Value)))
            .ToDictionary(entry => entry.Name, entry => Manifests.Decode(entry.Value!.ToString()), StringComparer.Ordinal);
    }
}
