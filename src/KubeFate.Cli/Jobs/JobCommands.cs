namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job</c>.</summary>
internal static class JobCommands
{
    public static Verb Create(CommandContext context) => new("job", "List, watch, stop and delete jobs", "kubefate job list", "kubefate job watch 59e8cf10")
    {
        ListCommand.Create(context),
        DescribeCommand.Create(context),
        WatchCommand.Create(context),
        StopCommand.Create(context),
        DeleteCommand.Create(context),
    };
}
