using System.CommandLine;
using KubeFate.Cli.Jobs;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster update -f cluster.yaml</c>: the cluster is the one that the file names.</summary>
internal static class UpdateCommand
{
    public static Verb Create(CommandContext context)
    {
        var options = new SpecOptions();
        var keep = new Option<bool>("--keepUpgradeJob", "--keep-upgrade-job") { Description = "Accepted for scripts written for the original; has no effect" };
        return new Verb("update", "Update a cluster to a changed cluster.yaml or another chart version",
                "kubefate cluster update -f cluster.yaml --wait", "kubefate cluster update -f cluster.yaml --dry-run",
                "kubefate cluster update -f cluster.yaml --force --wait")
            {
                options.File, keep, options.Force, options.DryRun, context.Options.Wait, options.Key,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var file = options.Read(call);
                var request = SpecOptions.Request(file) with { KeepUpgradeJob = call.Get(keep), Force = call.Get(options.Force) };
                if (call.Get(options.DryRun)) return await DryRun.ShowAsync(call, request, file, cancellationToken);
                var job = await options.StartAsync(call, file, (key, token) => call.Client.Clusters.UpdateAsync(request, key, token), cancellationToken);
                return await StartedJob.ShowAsync(call, job, file.Told, call.Interrupt);
            });
    }
}
