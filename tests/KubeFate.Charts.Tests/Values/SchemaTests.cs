using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Values;

/// <summary>What values.schema.json lets through and what it does not.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData("persistence: sometimes", "persistence")]
    [InlineData("modules: rollsite", "modules")]
    [InlineData("modules: [mysql, mysql]", "modules")]
    [InlineData("pullPolicy: Sometimes", "pullPolicy")]
    [InlineData("imagePullSecrets: [myregistrykey]", "imagePullSecrets")]
    [InlineData("rollsite: { type: Nodeport }", "type")]
    [InlineData("rollsite: { nodePort: high }", "nodePort")]
    [InlineData("rollsite: { nodePort: 70000 }", "nodePort")]
    [InlineData("rollsite: { partyList: [{ partyId: 10000, partyPort: 30101 }] }", "partyIp")]
    [InlineData("rollsite: { partyList: { partyId: 10000 } }", "partyList")]
    [InlineData("python: { logLevel: LOUD }", "logLevel")]
    [InlineData("python: { size: big }", "size")]
    [InlineData("mysql: { accessMode: Mine }", "accessMode")]
    [InlineData("nodemanager: { count: -1 }", "count")]
    [InlineData("ingress: { fateboard: { hosts: [board.example.com] } }", "hosts")]
    [InlineData("name: Fate_9999", "name")]
    public async Task A_wrong_value_is_refused_by_its_key(string keys, string key)
    {
        var clusterYaml = keys.StartsWith("name:", StringComparison.Ordinal) ? "partyId: 1\n" + keys : Clusters.Of("v1.8.0", keys);
        foreach (var helm in new[] { Tools.Helm, Tools.Helm41, Tools.OldHelm })
        {
            var result = await FateChart.RunAsync(helm, clusterYaml, [], TestContext.Current.CancellationToken);
            Assert.NotEqual(0, result.ExitCode);
            Assert.Contains("schema", result.Error, StringComparison.Ordinal);
            Assert.Contains(key, result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("skippedKeys: [mine, theirs]\nmine: { anything: [1, 2] }")]
    [InlineData("rollsite: { somethingNew: true }")]
    [InlineData("registry:\npullPolicy:\nimagePullSecrets:\nservingIp:\nservingPort:\ningress:\nistio:")]
    [InlineData("rollsite:\npython:\nnodemanager:\nmysql:\nclient:")]
    [InlineData("timeLimit: 90m")]
    public async Task Keys_of_others_and_empty_keys_are_let_through(string keys) =>
        Assert.NotEmpty((await FateChart.RenderAsync(Clusters.Of("v1.8.0", keys), TestContext.Current.CancellationToken)).Objects);

    [Fact]
    public async Task A_party_id_may_be_quoted()
    {
        var manifests = await FateChart.RenderAsync("{ partyId: '10000', chartVersion: 1.8.0 }", TestContext.Current.CancellationToken);
        Assert.Equal("10000", manifests.Get("Deployment", "rollsite")["metadata"]!["labels"]!["partyId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_cluster_without_a_party_id_is_refused() =>
        Assert.Contains(
            "partyId: missing",
            await FateChart.RefuseAsync("chartVersion: v1.8.0", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("chartVersion: v1.7.2", "not v1.7.2. Set chartVersion")]
    [InlineData("backend: spark_kafka\nchartVersion: v1.8.0", "{ backend: eggroll }")]
    [InlineData("computing: Spark\nstorage: Eggroll\nchartVersion: v2.0.0", "computing: Eggroll, federation: OSX, storage: Eggroll")]
    [InlineData("modules: [rollsite, clustermanager, nodemanager, python]\nchartVersion: v1.8.0", "externalMysqlIp")]
    [InlineData("modules: [rollsite, nodemanager, mysql, python]\nchartVersion: v1.8.0", "needs clustermanager")]
    [InlineData("mysql: { user: root }\nchartVersion: v1.8.0", "not root")]
    [InlineData("python: { replicas: 2 }\nchartVersion: v2.0.0", "one FATE-Flow only")]
    public async Task What_cannot_work_is_refused_with_what_can(string keys, string message)
    {
        var said = await FateChart.RefuseAsync("partyId: 9999\n" + keys, TestContext.Current.CancellationToken);
        Assert.Contains(message, said, StringComparison.Ordinal);
    }
}
