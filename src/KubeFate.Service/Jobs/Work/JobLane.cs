using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs.Work;

/// <summary>Which slots a job takes. Each lane has its own, so that no lane queues behind the other.</summary>
internal enum JobLane
{
    /// <summary>Installs and updates.</summary>
    Changes,

    /// <summary>What somebody waits for who wants something ended: deletes, stops, rollbacks.</summary>
    Endings,
}

/// <summary>The lanes of jobs, and what they are called.</summary>
internal static class JobLanes
{
    /// <summary>The lane of the job as it stands.</summary>
    public static JobLane Of(JobRecord job) =>
        job.StopRequested || job.Status == JobStatus.Rollback || job.Method == JobMethod.ClusterDelete ? JobLane.Endings : JobLane.Changes;

    /// <summary>What a job says that has to wait: <c>a free slot for installs and updates: 3 before it</c>.</summary>
    public static string Queued(JobLane lane, int before) => $"a free slot for {Name(lane)}: {(before == 0 ? Next : before + Before)}";

    /// <summary>How many were before it when that was written; null when the text says something else.</summary>
    public static int? BeforeIn(string? text)
    {
        if (text is null) return null;
        if (text.EndsWith(Next, StringComparison.Ordinal)) return 0;
        return text.EndsWith(Before, StringComparison.Ordinal) && int.TryParse(text[(text.LastIndexOf(": ", StringComparison.Ordinal) + 2)..^Before.Length], out var before) ? before : null;
    }

    private const string Next = "it is next";
    private const string Before = " before it";

    private static string Name(JobLane lane) => lane == JobLane.Changes ? "installs and updates" : "deletes, stops and rollbacks";
}
