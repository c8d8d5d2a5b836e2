using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KubeFate.Cli.Output;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster describe UUID</c>, with the labels and the order of the original.</summary>
internal static class DescribeCommand
{
    public static Command Create(CommandContext context)
    {
        var uuid = new Argument<string>("UUID") { Description = "The cluster, as cluster list shows it" };
        var output = OutputOption.Create();
        var command = new Command("describe", "Show a cluster, where it is reached and how its parts are") { uuid, output };
        command.SetAction(async (call, cancellationToken) =>
        {
            using var client = context.Connect(call);
            var cluster = await client.Clusters.GetAsync(call.GetValue(uuid)!, cancellationToken);
            ResultPrinter.Print(context.Terminal, call.GetValue(output), cluster, WireJson.Default.ClusterResponse, shown => Table(shown, context.Terminal.Clock));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Table(ClusterResponse cluster, TimeProvider clock)
    {
        var table = new TextTable();
        table.Add("UUID", cluster.Uuid);
        table.Add("Name", cluster.Name);
        table.Add("NameSpace", cluster.Namespace);
        table.Add("ChartName", cluster.ChartName);
        table.Add("ChartVersion", cluster.ChartVersion);
        table.Add("Revision", cluster.Revision.ToString(CultureInfo.InvariantCulture));
        table.Add("Age", Durations.Humanize(clock.GetUtcNow() - cluster.CreatedAt));
        table.Add("Status", cluster.Status);
        table.Add("Spec", YamlText.Write(cluster.Spec, sortKeys: true));
        if (cluster.Info is { } info) table.Add("Info", YamlText.Write(JsonSerializer.SerializeToNode(info, WireJson.Default.ClusterInfoResponse)));
        return table.ToString();
    }
}
