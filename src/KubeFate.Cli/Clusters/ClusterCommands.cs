namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster</c>.</summary>
internal static class ClusterCommands
{
    public static Verb Create(CommandContext context) => new("cluster", "Install, update, watch and delete FATE clusters",
        "kubefate cluster install -f cluster.yaml --wait", "kubefate cluster list")
    {
        Init.InitCommand.Create(context),
        InstallCommand.Create(context),
        UpdateCommand.Create(context),
        ListCommand.Create(context),
        DescribeCommand.Create(context),
        StatusCommand.Create(context),
        LogsCommand.Create(context),
        DeleteCommand.Create(context),
    };
}
