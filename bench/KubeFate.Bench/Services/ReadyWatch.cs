using System.Text.Json.Nodes;

namespace KubeFate.Bench.Services;

/// <summary>
/// Watches a namespace's workloads past the service and notes when one last became ready. What it sees it sees no earlier than the service
/// can, so the time from there on is the service's.
/// </summary>
internal sealed class ReadyWatch : IAsyncDisposable
{
    private static readonly string[] Kinds = ["deployments", "statefulsets"];

    private readonly Lock gate = new();
    private readonly HashSet<string> ready = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ending = new();
    private readonly TimeProvider time;
    private Task[] watches = [];
    private DateTimeOffset lastReady;

    private ReadyWatch(TimeProvider time) => this.time = time;

    /// <summary>When a workload last became ready.</summary>
    public DateTimeOffset LastReady
    {
        get
        {
            lock (gate) return lastReady;
        }
    }

    /// <summary>Returns when the watches are open.</summary>
    public static async Task<ReadyWatch> StartAsync(HttpClient http, string ns, TimeProvider time, CancellationToken cancellationToken)
    {
        var watch = new ReadyWatch(time);
        var opened = new List<HttpResponseMessage>();
        foreach (var kind in Kinds)
            opened.Add(await http.GetAsync($"apis/apps/v1/namespaces/{ns}/{kind}?watch=true", HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        watch.watches = [.. opened.Select(response => watch.FollowAsync(response, watch.ending.Token))];
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(watches);
        ending.Dispose();
    }

    private async Task FollowAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            try
            {
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
                while (await reader.ReadLineAsync(cancellationToken) is { } line) Take(line);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The install is over.
            }
        }
    }

    private void Take(string line)
    {
        var now = time.GetUtcNow();
        if (JsonNode.Parse(line)?["object"] is not JsonObject workload) return;
        var name = $"{workload["kind"]} {workload["metadata"]?["name"]}";
        lock (gate)
        {
            if (!IsReady(workload)) ready.Remove(name);
            else if (ready.Add(name)) lastReady = now;
        }
    }

    // As "kubectl rollout status" judges, for workloads that are new.
    private static bool IsReady(JsonObject workload)
    {
        var (status, desired) = (workload["status"], Count(workload["spec"], "replicas", 1));
        return Count(status, "observedGeneration", 0) >= Count(workload["metadata"], "generation", 0)
            && Count(status, "updatedReplicas", 0) >= desired
            && Count(status, (string?)workload["kind"] == "Deployment" ? "availableReplicas" : "readyReplicas", 0) >= desired;
    }

    private static long Count(JsonNode? parent, string key, long missing) => parent?[key] is JsonValue value ? value.GetValue<long>() : missing;
}
