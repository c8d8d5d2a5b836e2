using KubeFate.Cli.Arguments;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster describe CLUSTER</c>.</summary>
internal static class DescribeCommand
{
    public static Verb Create(CommandContext context)
    {
        var cluster = new ClusterArgument(context);
        return new Verb("describe", "Show a cluster, its addresses and the state of its parts",
                "kubefate cluster describe fate-9999", "kubefate cluster describe eb0b5ec2 -o yaml") { cluster.Word, cluster.Namespace }
            .Does(context, async (call, cancellationToken) =>
            {
                var found = await cluster.FindAsync(call, cancellationToken);
                call.Output.One(found, WireJson.Default.ClusterResponse, ClusterView.List(call.Clock), shown => ClusterView.Describe(shown, call.Clock));
                return ExitCode.Success;
            });
    }
}
