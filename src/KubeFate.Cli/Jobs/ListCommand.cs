using System.CommandLine;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job list</c>.</summary>
internal static class ListCommand
{
    public static Verb Create(CommandContext context)
    {
        var status = new Option<string?>("--status") { Description = "Only those with this status, such as Running or Failed", HelpName = "STATUS" };
        var cluster = new Option<string?>("--cluster") { Description = "Only those of the cluster with this uuid", HelpName = "UUID" };
        return new Verb("list", "List the jobs", "kubefate job list", "kubefate job list --status Failed -o wide") { status, cluster }
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var jobs = await call.Client.Jobs.ListAsync(new JobQuery { Status = call.Get(status), ClusterId = call.Get(cluster) }, cancellationToken);
                call.Output.List(jobs, WireJson.Default.IReadOnlyListJobResponse, JobView.List(call.Clock), "no jobs");
                return ExitCode.Success;
            });
    }
}
