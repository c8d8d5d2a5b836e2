using KubeFate.Cli.Arguments;
using KubeFate.Cli.Output;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster status CLUSTER</c>: every part, and what it waits for.</summary>
internal static class StatusCommand
{
    private static readonly ListView<ClusterStatusResponse> View = new(status => status.Uuid, status => $"{status.Namespace}/{status.Name}");

    public static Verb Create(CommandContext context)
    {
        var cluster = new ClusterArgument(context);
        return new Verb("status", "Show the current state of each part of a cluster, and what it waits for",
                "kubefate cluster status fate-9999", "kubefate cluster status fate-9999 -o json") { cluster.Word, cluster.Namespace }
            .Does(context, async (call, cancellationToken) =>
            {
                var status = await call.Client.Clusters.GetStatusAsync(await cluster.FindUuidAsync(call, cancellationToken), cancellationToken);
                call.Output.One(status, WireJson.Default.ClusterStatusResponse, View, shown => Text(shown, call));
                if (call.Output.ForPeople) foreach (var note in status.Notes) call.Output.Note(note);
                return ExitCode.Success;
            });
    }

    private static string Text(ClusterStatusResponse status, CommandCall call)
    {
        var head = new TextTable();
        head.Add("Cluster", $"{status.Namespace}/{status.Name}");
        head.Add("Status", status.Status);
        var table = new TextTable();
        if (call.Output.Headers) table.Add("MODULE", "KIND", "CONDITION", "WAITSFOR");
        foreach (var module in status.Modules) table.Add(module.Module, module.Kind, module.Condition, module.WaitingFor ?? "-");
        return $"{head}\n{table}";
    }
}
