using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;

namespace KubeFate.Bench.Services;

/// <summary>How one install by a job went; all in milliseconds.</summary>
internal sealed record JobInstalled
{
    /// <summary>From before the request to the client's sight of the end.</summary>
    public required double Total { get; init; }

    /// <summary>From the last workload ready, as a watch of our own sees it, to the time of the job's <c>end</c> event.</summary>
    public required double ReadyToEndEvent { get; init; }

    /// <summary>From there to the client's sight of that event.</summary>
    public required double ReadyToEndSeen { get; init; }
}

/// <summary>An install by the service's job, through the client that the command uses.</summary>
internal sealed class JobInstall(ServiceServer service, SimulatorServer simulator)
{
    private readonly KubeFateClient client = service.Connect();
    private readonly TimeProvider time = TimeProvider.System;

    public async Task<JobInstalled> RunAsync(string name, CancellationToken cancellationToken)
    {
        await simulator.AddNamespaceAsync(name, cancellationToken);
        var spec = await BenchCluster.SpecAsync(name, cancellationToken);
        await using var watch = await ReadyWatch.StartAsync(simulator.Http, name, time, cancellationToken);

        var began = Stopwatch.GetTimestamp();
        var job = await client.Clusters.InstallAsync(Request(spec), idempotencyKey: null, cancellationToken);
        var end = await EndAsync(job.Uuid, cancellationToken);
        var total = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var now = time.GetUtcNow();

        var ready = watch.LastReady;
        await DeleteAsync(job.ClusterId, cancellationToken);
        await simulator.RemoveNamespaceAsync(name, cancellationToken);
        return new JobInstalled { Total = total, ReadyToEndEvent = (end.Time - ready).TotalMilliseconds, ReadyToEndSeen = (now - ready).TotalMilliseconds };
    }

    /// <summary>The request that installs a spec.</summary>
    public static ClusterRequest Request(JsonObject spec) => new()
    {
        Name = (string)spec["name"]!,
        Namespace = (string)spec["namespace"]!,
        ChartName = (string)spec["chartName"]!,
        ChartVersion = (string)spec["chartVersion"]!,
        Data = Encoding.UTF8.GetBytes(spec.ToJsonString()),
    };

    private async Task DeleteAsync(string cluster, CancellationToken cancellationToken)
    {
        var job = await client.Clusters.DeleteAsync(cluster, cancellationToken);
        await EndAsync(job.Uuid, cancellationToken);
    }

    private async Task<JobEvent> EndAsync(string job, CancellationToken cancellationToken)
    {
        await foreach (var e in client.Jobs.WatchAsync(job, 0, cancellationToken))
        {
            if (e.Type != JobEventType.End) continue;
            return e.Status == JobStatus.Success ? e : throw new InvalidOperationException($"the job ended as {e.Status}: {e.Failure?.Message ?? e.Message}");
        }

        throw new InvalidOperationException("the job's events ended without an end");
    }
}
