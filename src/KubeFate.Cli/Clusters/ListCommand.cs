using System.CommandLine;
using System.Globalization;
using KubeFate.Cli.Output;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster list</c>. FATE Manager reads its columns: UUID is the first, NAME the second.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var all = new Option<bool>("--all", "-A") { Description = "The deleted clusters too" };
        var output = OutputOption.Create();
        var command = new Command("list", "List the clusters: kubefate cluster list --all") { all, output };
        command.Aliases.Add("ls");
        command.SetAction(async (call, cancellationToken) =>
        {
            using var client = context.Connect(call);
            var clusters = await client.Clusters.ListAsync(new ClusterQuery { All = call.GetValue(all) }, cancellationToken);
            ResultPrinter.Print(context.Terminal, call.GetValue(output), clusters, WireJson.Default.IReadOnlyListClusterResponse, list => Table(list, context.Terminal.Clock));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Table(IReadOnlyList<ClusterResponse> clusters, TimeProvider clock)
    {
        var table = new TextTable();
        table.Add("UUID", "NAME", "NAMESPACE", "REVISION", "STATUS", "CHART", "ChartVERSION", "AGE");
        foreach (var cluster in clusters)
        {
            table.Add(cluster.Uuid, cluster.Name, cluster.Namespace, cluster.Revision.ToString(CultureInfo.InvariantCulture),
                cluster.Status, cluster.ChartName, cluster.ChartVersion, Durations.Humanize(clock.GetUtcNow() - cluster.CreatedAt));
        }

        return table.ToString();
    }
}
