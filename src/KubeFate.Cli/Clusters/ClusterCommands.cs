using System.CommandLine;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster</c>.</summary>
internal static class ClusterCommands
{
    public static Command Create(CommandContext context) => new("cluster", "Install, list, describe and delete FATE clusters")
    {
        InstallCommand.Create(context),
        ListCommand.Create(context),
        DescribeCommand.Create(context),
        DeleteCommand.Create(context),
    };
}
