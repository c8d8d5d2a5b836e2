using System.CommandLine;
using KubeFate.Cli.Jobs;
using KubeFate.Cli.Output;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster delete UUID</c>.</summary>
internal static class DeleteCommand
{
    public static Command Create(CommandContext context)
    {
        var uuid = new Argument<string>("UUID") { Description = "The cluster, as cluster list shows it" };
        var wait = new Option<bool>("--wait", "-w") { Description = "Follow the job to its end; the exit code tells the outcome" };
        var output = OutputOption.Create();
        var command = new Command("delete", "Delete a cluster: its release and all it made; claimed volumes of StatefulSets stay") { uuid, wait, output };
        command.SetAction(async (call, cancellationToken) =>
        {
            using var client = context.Connect(call);
            var job = await client.Clusters.DeleteAsync(call.GetValue(uuid)!, cancellationToken);
            var format = call.GetValue(output);
            if (!call.GetValue(wait))
            {
                ResultPrinter.Print(context.Terminal, format, job, WireJson.Default.JobResponse, JobView.Created);
                return ExitCode.Success;
            }

            if (format == OutputFormat.Table) context.Terminal.Out.Write(JobView.Created(job));
            return await JobWatch.FollowAsync(client, job.Uuid, context.Terminal, format, cancellationToken);
        });
        return command;
    }
}
