using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>The life of one cluster: install, update, an update that fails and is rolled back, delete; something happens during each.</summary>
internal sealed class ChaosRound(ChaosSite site, int number)
{
    /// <summary>What a client would call for ever.</summary>
    private static readonly TimeSpan ForEver = TimeSpan.FromMinutes(4);

    private readonly string cluster = $"c{number}";
    private readonly int port = 30100 + (2 * number % 2600);
    private string uuid = "";

    public static IReadOnlyList<string> Kinds { get; } = ["install", "update", "rollback", "delete"];

    /// <summary>Asks for one change, lets something happen meanwhile, and answers the ended job; fails when the outcome is not the one without it.</summary>
    public async Task<JsonNode> RunAsync(string kind, Func<Task> meanwhile)
    {
        var key = $"{cluster}-{kind}";
        var happens = meanwhile();
        var (method, spec) = kind switch
        {
            "install" => (HttpMethod.Post, ChaosChart.Spec(cluster, "one", port)),
            "update" => (HttpMethod.Put, ChaosChart.Spec(cluster, "two", port + 1)),
            "rollback" => (HttpMethod.Put, ChaosChart.Spec(cluster, "three", ChaosSite.TakenPort)),
            _ => (HttpMethod.Delete, null),
        };
        var job = await site.Calls.AskAsync(method, kind == "delete" ? uuid : cluster, spec, key);
        await happens;
        var ended = await site.Calls.EndAsync(job, ForEver);
        Assert.True(ended is not null, $"{key}: Running for ever\n{await site.Calls.DataAsync("v1/job/" + job)}\n{site.Log}");
        await CheckAsync(kind, ended);
        return ended;
    }

    /// <summary>Installs and deletes it, with nothing happening.</summary>
    public async Task InstallAndDeleteAsync()
    {
        foreach (var (kind, method, spec) in new (string, HttpMethod, string?)[] { ("install", HttpMethod.Post, ChaosChart.Spec(cluster, "one", port)), ("delete", HttpMethod.Delete, null) })
        {
            var ended = await site.Calls.EndAsync(await site.Calls.AskAsync(method, kind == "delete" ? uuid : cluster, spec, $"{cluster}-{kind}"), ForEver);
            Assert.True((string?)ended?["status"] == "Success", $"{cluster} {kind}: {ended}\n{site.Log}");
            uuid = (string)ended["cluster_id"]!;
        }
    }

    private async Task CheckAsync(string kind, JsonNode job)
    {
        uuid = (string)job["cluster_id"]!;
        var wanted = kind == "rollback" ? "Failed" : "Success";
        Assert.True((string?)job["status"] == wanted, $"{cluster} {kind}: {job}\n{site.Log}");
        if (kind == "rollback") Assert.Contains("It was rolled back", (string?)job["failure"]!["message"]);

        var release = await site.ReleaseAsync(cluster);
        if (kind == "delete") Assert.Null(release);
        else Assert.True(release is { Status: "deployed" }, $"{cluster} {kind}: {release}\n{site.Log}");
        var jobs = (await site.JobsAsync()).Count(other => (string?)other!["cluster_id"] == uuid);
        Assert.True(jobs == Kinds.ToList().IndexOf(kind) + 1, $"{cluster} has {jobs} jobs after {kind}");
    }

    /// <summary>How long after that moment the job ended.</summary>
    public static TimeSpan After(DateTimeOffset moment, JsonNode job)
    {
        var after = DateTimeOffset.Parse((string)job["end_time"]!, CultureInfo.InvariantCulture) - moment;
        return after > TimeSpan.Zero ? after : TimeSpan.Zero;
    }
}
