using System.CommandLine;
using KubeFate.Cli.Arguments;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job describe JOB</c>, and with <c>--watch</c> the job as it goes.</summary>
internal static class DescribeCommand
{
    public static Verb Create(CommandContext context)
    {
        var job = new JobArgument(context);
        var watch = new Option<bool>("--watch", "-w") { Description = "Follow the job to its end; the exit code reports the outcome" };
        return new Verb("describe", "Show a job, its states and its modules",
                "kubefate job describe 59e8cf10", "kubefate job describe --watch 59e8cf10-1cd2-48f8-a8db-428167ce3b0c") { job.Word, job.Uuid, watch }
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = await job.FindUuidAsync(call, cancellationToken);
                if (call.Get(watch)) return await JobWatch.FollowAsync(call, uuid, told: [], call.Interrupt);
                var found = await call.Client.Jobs.GetAsync(uuid, cancellationToken);
                call.Output.One(found, WireJson.Default.JobResponse, JobView.List(call.Clock), shown => JobView.Describe(shown, call.Clock));
                return ExitCode.Success;
            });
    }
}
