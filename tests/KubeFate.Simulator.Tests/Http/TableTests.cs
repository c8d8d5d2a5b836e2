using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Tables;

namespace KubeFate.Simulator.Tests.Http;

public sealed class TableTests
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600 + 60, "3h1m")]
    [InlineData(44 * 3600, "44h")]
    [InlineData(50 * 3600, "2d2h")]
    [InlineData(9 * 24 * 3600, "9d")]
    [InlineData(800 * 24 * 3600, "2y70d")]
    public void A_span_is_said_as_kubectl_says_it(int seconds, string expected) =>
        Assert.Equal(expected, PrintedDuration.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("""{"status":{"phase":"Pending"},"spec":{"containers":[{}]}}""", "0/1 Pending 0")]
    [InlineData("""{"spec":{"containers":[{}]},"status":{"phase":"Running","containerStatuses":[{"ready":true,"restartCount":2,"state":{"running":{}}}]}}""", "1/1 Running 2")]
    [InlineData("""{"spec":{"containers":[{}]},"status":{"phase":"Running","containerStatuses":[{"restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""", "0/1 CrashLoopBackOff 3")]
    [InlineData("""{"spec":{"containers":[{}]},"status":{"phase":"Succeeded","containerStatuses":[{"state":{"terminated":{"reason":"Completed"}}}]}}""", "0/1 Completed 0")]
    [InlineData("""{"spec":{"containers":[{}]},"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":3}}}]}}""", "0/1 ExitCode:3 0")]
    [InlineData("""{"spec":{"containers":[{}],"initContainers":[{},{}]},"status":{"phase":"Pending","initContainerStatuses":[{"state":{"terminated":{"exitCode":0}}},{"state":{"running":{}}}]}}""", "0/1 Init:1/2 0")]
    [InlineData("""{"metadata":{"deletionTimestamp":"x"},"spec":{"containers":[{}]},"status":{"phase":"Running"}}""", "0/1 Terminating 0")]
    public void A_pod_is_told_in_three_words(string pod, string expected)
    {
        var summary = PodSummary.Of((JsonObject)JsonNode.Parse(pod)!);
        Assert.Equal(expected, $"{summary.Ready} {summary.Reason} {summary.Restarts}");
    }

    [Theory]
    [InlineData("", "PartialObjectMetadata")]
    [InlineData("?includeObject=Object", "ConfigMap")]
    [InlineData("?includeObject=None", null)]
    public async Task A_row_carries_what_was_asked_for(string query, string? kind)
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a");
        api.Time.Advance(TimeSpan.FromSeconds(90));

        var table = (await api.GetAsync(Paths.Maps + query, Table)).Json;

        Assert.Equal("""["a",1,"90s"]""", table["rows"]![0]!["cells"]!.ToJsonString());
        Assert.Equal(kind, (string?)table["rows"]![0]!["object"]?["kind"]);
        Assert.Equal(["Name", "Data", "Age"], table["columnDefinitions"]!.AsArray().Select(column => (string)column!["name"]!));
    }

    [Fact]
    public async Task The_older_version_of_tables_can_be_had()
    {
        await using var api = await TestApi.StartAsync();
        var table = (await api.GetAsync("/api/v1/namespaces", "application/json;as=Table;v=v1beta1;g=meta.k8s.io")).Json;
        Assert.Equal("meta.k8s.io/v1beta1", (string?)table["apiVersion"]);
    }

    [Fact]
    public void Every_stored_kind_has_columns_that_an_empty_object_does_not_break()
    {
        foreach (var type in KubeFate.Simulator.Resources.ResourceCatalog.All.Where(type => type.IsStored))
        {
            foreach (var column in TableColumns.Of(type)) column.Cell([], DateTimeOffset.UnixEpoch);
        }
    }
}
