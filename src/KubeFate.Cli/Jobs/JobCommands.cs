using System.CommandLine;

namespace KubeFate.Cli.Jobs;

/// <summary><c>kubefate job</c>.</summary>
internal static class JobCommands
{
    public static Command Create(CommandContext context) => new("job", "List, describe and watch jobs")
    {
        ListCommand.Create(context),
        DescribeCommand.Create(context),
    };
}
