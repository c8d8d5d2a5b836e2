using KubeFate.Cli.Arguments;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job list</c>.</summary>
internal static class ListCommand
{
    public static Verb Create(CommandContext context)
    {
        var status = StatusOption.Create(JobStatus.All);
        var cluster = new ClusterOption(context);
        return new Verb("list", "List the jobs", "kubefate job list", "kubefate job list --cluster fate-9999", "kubefate job list --status failed -o wide") { status, cluster.Word }
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var jobs = await call.Client.Jobs.ListAsync(new JobQuery { Status = call.Get(status), ClusterId = await cluster.FindUuidAsync(call, cancellationToken) }, cancellationToken);
                call.Output.List(jobs, WireJson.Default.IReadOnlyListJobResponse, JobView.List(call.Clock), call.Get(status) is null && call.Get(cluster.Word) is null ? "no jobs" : "no matching jobs. To list all: kubefate job list");
                return ExitCode.Success;
            });
    }
}
