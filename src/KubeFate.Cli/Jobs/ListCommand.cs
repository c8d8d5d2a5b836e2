using System.CommandLine;
using KubeFate.Cli.Output;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var output = OutputOption.Create();
        var command = new Command("list", "List the jobs") { output };
        command.Aliases.Add("ls");
        command.SetAction(async (call, cancellationToken) =>
        {
            using var client = context.Connect(call);
            var jobs = await client.Jobs.ListAsync(new JobQuery(), cancellationToken);
            ResultPrinter.Print(context.Terminal, call.GetValue(output), jobs, WireJson.Default.IReadOnlyListJobResponse, list => Table(list, context.Terminal.Clock));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Table(IReadOnlyList<JobResponse> jobs, TimeProvider clock)
    {
        var table = new TextTable();
        table.Add("UUID", "CREATOR", "METHOD", "STATUS", "STARTTIME", "CLUSTERID", "AGE");
        foreach (var job in jobs)
            table.Add(job.Uuid, job.Creator, job.Method, job.Status, Times.Format(job.StartTime), job.ClusterId, Times.Duration(job.StartTime, job.EndTime, clock));
        return table.ToString();
    }
}
