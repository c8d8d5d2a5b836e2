using KubeFate.Cli.Arguments;
using KubeFate.Cli.Jobs;
using KubeFate.Client.Clusters;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster delete CLUSTER</c>.</summary>
internal static class DeleteCommand
{
    public static Verb Create(CommandContext context)
    {
        var cluster = new ClusterArgument(context);
        return new Verb("delete", "Delete a cluster: its release and everything in it; volumes claimed by StatefulSets stay",
                "kubefate cluster delete fate-9999", "kubefate cluster delete eb0b5ec2-0b80-4876-9bb9-855f94e67f39 --yes --wait")
            {
                cluster.Word, cluster.Namespace, context.Options.Yes, context.Options.Wait,
            }
            .Alias("del")
            .Does(context, async (call, cancellationToken) =>
            {
                var found = await cluster.FindAsync(call, cancellationToken);
                await call.ConfirmAsync(Question(found), cancellationToken);
                var job = await call.Client.Clusters.DeleteAsync(found.Uuid, cancellationToken);
                return await StartedJob.ShowAsync(call, job, told: [], call.Interrupt);
            });
    }

    private static string Question(ClusterResponse cluster) => $"Delete cluster {cluster.Name} in namespace {cluster.Namespace}?";
}
