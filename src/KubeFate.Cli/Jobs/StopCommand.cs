using System.CommandLine;
using KubeFate.Cli.Arguments;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job stop JOB</c>. It does not ask: stopping is what one does in a hurry, and a stopped job can be started anew.</summary>
internal static class StopCommand
{
    public static Verb Create(CommandContext context)
    {
        var job = new JobArgument(context);
        var wait = new Option<bool>("--wait", "-w") { Description = "Follow the job to its end; success when it ends as Canceled" };
        return new Verb("stop", "Stop a job; it is cleaned up and ends as Canceled", "kubefate job stop 59e8cf10", "kubefate job stop 59e8cf10 --wait")
            {
                job.Word, job.Uuid, wait,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = await job.FindUuidAsync(call, cancellationToken);
                await call.Client.Jobs.StopAsync(uuid, cancellationToken);
                if (!call.Get(wait))
                {
                    call.Output.Done(uuid, "Stop Job Success");
                    return ExitCode.Success;
                }

                if (call.Output.ForPeople) call.Terminal.Out.WriteLine("Stop Job Success");
                var outcome = await JobWatch.FollowAsync(call, uuid, told: [], call.Interrupt);
                return outcome == ExitCode.Canceled ? ExitCode.Success : outcome;
            });
    }
}
