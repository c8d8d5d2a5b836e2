using System.CommandLine;

namespace KubeFate.Cli;

/// <summary>The tree of commands: what a command is called, and what belongs to it.</summary>
internal static class CommandTree
{
    /// <summary>The command's whole name, such as <c>kubefate cluster list</c>.</summary>
    public static string Path(this Command command) => command.Parent() is { } parent ? $"{parent.Path()} {command.Name}" : "kubefate";

    /// <summary>The command of that name or alias below this one; null when there is none.</summary>
    public static Command? Find(this Command command, string word) => command.Subcommands.FirstOrDefault(verb => verb.Name == word || verb.Aliases.Contains(word));

    /// <summary>The command's own options, and those of the commands above it that it takes too.</summary>
    public static IEnumerable<Option> AllOptions(this Command command) =>
        command.Parent() is { } parent ? command.Options.Concat(parent.AllOptions().Where(option => option.Recursive)) : command.Options;

    /// <summary>The root of the tree.</summary>
    public static Command Root(this Command command) => command.Parent()?.Root() ?? command;

    private static Command? Parent(this Command command) => command.Parents.OfType<Command>().FirstOrDefault();
}
