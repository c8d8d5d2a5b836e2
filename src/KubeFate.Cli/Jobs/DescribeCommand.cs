using System.CommandLine;
using KubeFate.Cli.Output;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job describe UUID</c>, and with <c>--watch</c> the job as it goes.</summary>
internal static class DescribeCommand
{
    public static Command Create(CommandContext context)
    {
        var uuid = new Argument<string>("UUID") { Description = "The job, as job list shows it" };
        var watch = new Option<bool>("--watch", "-w") { Description = "Follow the job to its end; the exit code tells the outcome" };
        var output = OutputOption.Create();
        var command = new Command("describe", "Show how a job got where it is: kubefate job describe --watch UUID") { uuid, watch, output };
        command.SetAction(async (call, cancellationToken) =>
        {
            using var client = context.Connect(call);
            var (id, format) = (call.GetValue(uuid)!, call.GetValue(output));
            if (call.GetValue(watch)) return await JobWatch.FollowAsync(client, id, context.Terminal, format, cancellationToken);
            var job = await client.Jobs.GetAsync(id, cancellationToken);
            ResultPrinter.Print(context.Terminal, format, job, WireJson.Default.JobResponse, shown => JobView.Describe(shown, context.Terminal.Clock));
            return ExitCode.Success;
        });
        return command;
    }
}
