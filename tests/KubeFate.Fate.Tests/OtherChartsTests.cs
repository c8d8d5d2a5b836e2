namespace KubeFate.Fate.Tests;

/// <summary>Charts that are no party of FATE: FATE-Serving, an exchange, the upgrade manager.</summary>
public sealed class OtherChartsTests
{
    [Fact]
    public void An_exchange_needs_no_party() => Assert.Empty(Problems("fate-exchange", "v2.2.0", "modules: [osx]"));

    [Theory]
    [InlineData("fate-serving", "v2.1.6", "modules: [servingServer]", "the key partyId is missing; write the number")]
    [InlineData("fate-serving", "v2.1.6", "partyId: 9999", "the key modules is missing; FATE-Serving v2.1.6 has servingProxy")]
    [InlineData("fate-serving", "v2.1.6", "partyId: 9999\nmodules: [servingAdmin]", "servingAdmin does not start without servingZookeeper")]
    [InlineData("fate-serving", "v2.1.6", "partyId: 9999\nmodules: [servingProxi]", "there is no module \"servingProxi\" in FATE-Serving v2.1.6; did you mean \"servingProxy\"?")]
    [InlineData("fate-serving", "v2.1.6", "partyId: 9999\nmodules: [servingProxy]\nservingProxy: { partyList: [{ partyId: 9999, partyIp: a.b, partyPort: 1 }] }", "9999 is this party itself")]
    [InlineData("fate-serving", "v2.1.6", "partyId: 9999\nmodules: [servingProxy]\nservingProxy: { exchange: { ip: a.b } }", "the key port is missing here")]
    [InlineData("fate-exchange", "v1.11.2", "partyId: 9999\nmodules: [rollsite]\nrollsite: { partyList: [{ partyId: 9999, partyIp: a.b, partyPort: 1 }] }", "9999 is this exchange's own partyId")]
    [InlineData("fate-exchange", "v1.11.2", "modules: [trafficServer]", "FATE-Exchange v1.11.2 is rollsite")]
    [InlineData("fate-exchange", "v2.2.0", "modules: [rollsite]", "FATE-Exchange v2.2.0 replaces rollsite by osx: write osx here")]
    [InlineData("fate-upgrade-manager", "v1.0.0", "start: 1.8.0", "the key target is missing")]
    public void What_is_wrong_is_told_in_the_words_of_the_product(string chart, string release, string keys, string message) =>
        Assert.Contains(Problems(chart, release, keys), problem => problem.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void A_key_that_nobody_reads_warns_and_stops_nothing()
    {
        var file = Parse("fate-serving", "v2.1.6", "partyId: 9999\nmodules: [servingProxy]\nexternalRedisDatabase: 0\nservingProxy: { include: true }");
        Assert.False(file.HasErrors);
        Assert.Equal(["servingProxy.include", "externalRedisDatabase"], file.Problems.Select(problem => problem.Path).OrderDescending());
    }

    private static string[] Problems(string chart, string release, string keys) => [.. Parse(chart, release, keys).Problems.Select(problem => problem.Message)];

    private static ClusterFile Parse(string chart, string release, string keys) =>
        ClusterFile.Parse($"name: a\nnamespace: a\nchartName: {chart}\nchartVersion: {release}\n{keys}\n");
}
