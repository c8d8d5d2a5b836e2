using System.CommandLine;
using KubeFate.Cli.Arguments;
using KubeFate.Cli.Completion;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster list</c>.</summary>
internal static class ListCommand
{
    public static Verb Create(CommandContext context)
    {
        var all = new Option<bool>("--all", "-A") { Description = "Include deleted clusters" };
        var space = new Option<string?>("--namespace", "-n") { Description = "Only those in this namespace", HelpName = "NAMESPACE" };
        var status = StatusOption.Create(ClusterStatus.All);
        space.CompletionSources.Add(LiveNames.Namespaces(context));
        return new Verb("list", "List the clusters", "kubefate cluster list", "kubefate cluster list --all -o wide", "kubefate cluster list -n fate-9999 -o json") { all, space, status }
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var query = new ClusterQuery { All = call.Get(all), Namespace = call.Get(space), Status = call.Get(status) };
                var clusters = await call.Client.Clusters.ListAsync(query, cancellationToken);
                call.Output.List(clusters, WireJson.Default.IReadOnlyListClusterResponse, ClusterView.List(call.Clock), None(query));
                return ExitCode.Success;
            });
    }

    private static string None(ClusterQuery query) => (query.Namespace, query.Status) switch
    {
        (null, null) => "no clusters. Install one with: kubefate cluster install -f cluster.yaml",
        (var space, null) => $"no clusters in namespace {space}. To list all: kubefate cluster list",
        (null, var status) => $"no clusters with status {status}. To list all: kubefate cluster list",
        var (space, status) => $"no clusters in namespace {space} with status {status}. To list all: kubefate cluster list",
    };
}
