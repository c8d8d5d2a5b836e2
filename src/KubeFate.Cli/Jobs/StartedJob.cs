using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary>What every verb that starts a job does then: tell it, and follow it when <c>--wait</c> says so.</summary>
internal static class StartedJob
{
    /// <summary>Warnings in <paramref name="told"/> were shown before.</summary>
    public static async Task<int> ShowAsync(CommandCall call, JobResponse job, IReadOnlyCollection<string> told, CancellationToken interrupt)
    {
        if (!call.Get(call.Context.Options.Wait))
        {
            call.Output.One(job, WireJson.Default.JobResponse, JobView.List(call.Clock), JobView.Created);
            return ExitCode.Success;
        }

        if (call.Output.ForPeople) call.Terminal.Out.Write(JobView.Created(job));
        return await JobWatch.FollowAsync(call, job.Uuid, told, interrupt);
    }
}
