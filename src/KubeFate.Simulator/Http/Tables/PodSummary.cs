using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;
using static KubeFate.Simulator.Http.Tables.Cells;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>A pod in three words, judged as kubectl prints it: what its containers do outweighs its phase.</summary>
internal sealed record PodSummary(string Ready, string Reason, long Restarts, DateTimeOffset? LastRestart)
{
    public static PodSummary Of(JsonObject pod)
    {
        var reason = Text(pod, "status.reason", Text(pod, "status.phase"));
        var inits = Objects(pod, "status.initContainerStatuses").ToList();
        var statuses = Objects(pod, "status.containerStatuses").ToList();
        var total = Count(pod, "spec.containers");
        var waiting = Initializing(inits, Count(pod, "spec.initContainers"));
        var (counted, ready) = (inits, 0);
        if (waiting is null || HasCondition(pod, "Initialized"))
        {
            counted = statuses;
            ready = statuses.Count(status => IsTrue(status, "ready") && At(status, "state.running") is not null);
            reason = Reasons(statuses) ?? reason;
            if (reason == "Completed" && ready > 0) reason = HasCondition(pod, "Ready") ? "Running" : "NotReady";
        }
        else
        {
            reason = waiting;
        }

        if (ObjectMeta.IsDeleting(pod) && Text(pod, "status.phase") is not ("Succeeded" or "Failed"))
            reason = Text(pod, "status.reason") == "NodeLost" ? "Unknown" : "Terminating";
        return new(
            $"{ready}/{total}", reason, counted.Sum(status => Number(status, "restartCount")),
            counted.Max(status => PrintedDuration.Parse(At(status, "lastState.terminated.finishedAt"))));
    }

    public string Restarted(DateTimeOffset now) =>
        Restarts > 0 && LastRestart is { } last ? $"{Restarts} ({PrintedDuration.Of(now - last)} ago)" : $"{Restarts}";

    // The first init container that has not ended well says what the pod waits for.
    private static string? Initializing(List<JsonObject> statuses, int count)
    {
        for (var at = 0; at < statuses.Count; at++)
        {
            var state = statuses[at]["state"];
            if (At(state, "terminated") is { } ended)
            {
                if (Number(ended, "exitCode") == 0) continue;
                return "Init:" + End(ended);
            }

            var waits = Text(state, "waiting.reason");
            return waits is "" or "PodInitializing" ? $"Init:{at}/{count}" : "Init:" + waits;
        }

        return null;
    }

    // The first container (in order) with something to say wins.
    private static string? Reasons(List<JsonObject> statuses)
    {
        foreach (var status in statuses)
        {
            if (Text(status, "state.waiting.reason") is { Length: > 0 } waits) return waits;
            if (At(status, "state.terminated") is not { } ended) continue;
            return End(ended);
        }

        return null;
    }

    private static string End(JsonNode ended)
    {
        var signal = Number(ended, "signal");
        return Text(ended, "reason", signal != 0 ? $"Signal:{signal}" : $"ExitCode:{Number(ended, "exitCode")}");
    }

    private static bool HasCondition(JsonObject pod, string type) =>
        Objects(pod, "status.conditions").Any(condition => Text(condition, "type") == type && Text(condition, "status") == "True");
}
