using System.Globalization;
using System.Text;
using KubeFate.Cli.Output;
using KubeFate.Client.Jobs;

namespace KubeFate.Cli.Jobs;

/// <summary>A job as text, with the labels and the order of the original.</summary>
internal static class JobView
{
    public static ListView<JobResponse> List(TimeProvider clock) => new(
        job => job.Uuid,
        job => job.Uuid,
        new("UUID", job => job.Uuid),
        new("CREATOR", job => job.Creator),
        new("METHOD", job => job.Method),
        new("STATUS", job => job.Status),
        new("STARTTIME", job => Times.Format(job.StartTime)),
        new("CLUSTERID", job => job.ClusterId),
        new("AGE", job => Times.Duration(job.StartTime, job.EndTime, clock)),
        new("ENDTIME", job => Times.Format(job.EndTime), Wide: true),
        new("WAITINGFOR", job => job.WaitingFor ?? "-", Wide: true),
        new("FAILURE", job => job.Failure?.Code ?? "-", Wide: true));

    /// <summary>The line that scripts take the job's id from.</summary>
    public static string Created(JobResponse job) => $"create job success, job id={job.Uuid}\n";

    public static string Describe(JobResponse job, TimeProvider clock)
    {
        var table = new TextTable();
        table.Add("UUID", job.Uuid);
        table.Add("StartTime", Times.Format(job.StartTime));
        table.Add("EndTime", Times.Format(job.EndTime));
        table.Add("Duration", Times.Duration(job.StartTime, job.EndTime, clock));
        table.Add("Status", job.Status);
        if (job.WaitingFor is { } waitingFor) table.Add("WaitingFor", waitingFor);
        table.Add("Creator", job.Creator);
        table.Add("ClusterId", job.ClusterId);
        table.Add("States", Lines((job.States ?? []).Select(state => "- " + state)));
        table.Add("SubJobs", Lines((job.SubJobs ?? []).Values.Select(subJob => SubJob(subJob, clock))));
        if (job.Failure is { } failure) table.Add("Failure", Failure(failure));
        return table.ToString();
    }

    private static string SubJob(SubJobResponse subJob, TimeProvider clock)
    {
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{subJob.ModuleName,-20} ModuleStatus: {subJob.ModulesStatus}, SubJobStatus: {subJob.Status}, Duration: {Times.Duration(subJob.StartTime, subJob.EndTime, clock),6}, StartTime: {Times.Format(subJob.StartTime)}, EndTime: {Times.Format(subJob.EndTime)}");
        return subJob.WaitingFor is { } waitingFor ? $"{line}\n{"",-20} waits for: {waitingFor}" : line;
    }

    private static string Failure(JobFailureResponse failure)
    {
        var text = new StringBuilder(failure.Message).Append(" [").Append(failure.Code).Append(']');
        if (failure.Detail is { Length: > 0 } detail) text.Append('\n').Append(detail.TrimEnd());
        return text.ToString();
    }

    // The empty line after the last parts the blocks, as in the original.
    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
