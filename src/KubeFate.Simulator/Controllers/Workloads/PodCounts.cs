using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;

namespace KubeFate.Simulator.Controllers.Workloads;

/// <summary>How many of some pods are ready, and available for long enough.</summary>
internal sealed class PodCounts
{
    private readonly List<DateTimeOffset> availableAt = [];
    private readonly DateTimeOffset now;

    public PodCounts(IEnumerable<JsonObject> pods, long minReadySeconds, DateTimeOffset now)
    {
        this.now = now;
        foreach (var pod in pods)
        {
            if (PodView.ReadySince(pod) is not { } since) continue;
            Ready++;
            availableAt.Add(since.AddSeconds(minReadySeconds));
        }
    }

    public int Ready { get; }

    public int Available => availableAt.Count(time => time <= now);

    /// <summary>When the next ready pod becomes available; null when all are.</summary>
    public TimeSpan? Next => availableAt.Where(time => time > now).Select(time => (TimeSpan?)(time - now)).Min();

    public static bool IsAvailable(JsonObject pod, long minReadySeconds, DateTimeOffset now) =>
        PodView.ReadySince(pod) is { } since && since.AddSeconds(minReadySeconds) <= now;
}
