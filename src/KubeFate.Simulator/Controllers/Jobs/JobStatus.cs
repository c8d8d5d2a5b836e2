using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Jobs;

/// <summary>How a Job ended.</summary>
internal sealed record JobOutcome(bool Succeeded, string Reason, string Message)
{
    public static readonly JobOutcome Completed = new(true, "CompletionsReached", "Reached expected number of succeeded pods");
    public static readonly JobOutcome BackoffLimitExceeded = new(
        false, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    public static readonly JobOutcome DeadlineExceeded = new(false, "DeadlineExceeded", "Job was active longer than specified deadline");
}

/// <summary>Writes a Job's status.</summary>
internal static class JobStatus
{
    public static JsonObject Write(JobRun run, JobOutcome? outcome, string now)
    {
        var status = Counted(run);
        status["startTime"] = run.Job.Text("status", "startTime") ?? now;
        if (outcome is null)
        {
            if (Known(run, "Suspended") is not null)
                status["conditions"] = new JsonArray(Condition("Suspended", "False", "JobResumed", "Job resumed", now));
            return status;
        }

        var (target, end) = outcome.Succeeded ? ("SuccessCriteriaMet", "Complete") : ("FailureTarget", "Failed");
        var conditions = new JsonArray(run.FailureTarget?.DeepClone() ?? Condition(target, "True", outcome.Reason, outcome.Message, now));
        // A job has failed when its last pod is gone, not before (kubernetes pkg/controller/job since 1.31).
        if (outcome.Succeeded || !run.HasPods) conditions.Add(Condition(end, "True", outcome.Reason, outcome.Message, now));
        status["conditions"] = conditions;
        if (outcome.Succeeded) status["completionTime"] = now;
        return status;
    }

    public static JsonObject Suspended(JobRun run, string now)
    {
        var status = Counted(run);
        status["conditions"] = new JsonArray(
            Known(run, "Suspended")?.DeepClone() ?? Condition("Suspended", "True", "JobSuspended", "Job suspended", now));
        return status;
    }

    private static JsonObject Counted(JobRun run)
    {
        var status = new JsonObject();
        void Count(string field, int number)
        {
            if (number > 0) status[field] = number;
        }

        Count("active", run.Active.Count);
        Count("succeeded", run.Succeeded);
        Count("failed", run.FailedCount);
        status["ready"] = run.Ready;
        status["terminating"] = run.Ending;
        status["uncountedTerminatedPods"] = new JsonObject();
        if (run.Indexes.Count > 0) status["completedIndexes"] = Ranges(run.Indexes);
        return status;
    }

    private static JsonObject? Known(JobRun run, string type) =>
        run.Job.Condition(type) is { } condition && condition.Text("status") is "True" ? condition : null;

    private static JsonObject Condition(string type, string status, string reason, string message, string now) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["lastProbeTime"] = now,
        ["lastTransitionTime"] = now,
        ["reason"] = reason,
        ["message"] = message,
    };

    // 0-3,5
    private static string Ranges(SortedSet<int> indexes)
    {
        var parts = new List<string>();
        int? first = null;
        foreach (var index in indexes)
        {
            first ??= index;
            if (indexes.Contains(index + 1)) continue;
            parts.Add(first == index ? $"{index}" : $"{first}-{index}");
            first = null;
        }

        return string.Join(',', parts);
    }
}
