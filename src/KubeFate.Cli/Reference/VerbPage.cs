using System.CommandLine;
using KubeFate.Cli.Help;

namespace KubeFate.Cli.Reference;

/// <summary>What the reference says of one command, taken from the command itself.</summary>
internal sealed record VerbPage
{
    /// <summary>The whole name, such as <c>kubefate cluster list</c>.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Usage { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required IReadOnlyList<(string Name, string Description)> Commands { get; init; }

    public required IReadOnlyList<(string Name, string Description)> Arguments { get; init; }

    public required IReadOnlyList<(string Name, string Description)> Options { get; init; }

    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>The pages of the commands below it.</summary>
    public required IReadOnlyList<VerbPage> Below { get; init; }

    /// <summary>This page and all below it.</summary>
    public IEnumerable<VerbPage> All => Below.SelectMany(page => page.All).Prepend(this);

    public static VerbPage Of(Command command)
    {
        var below = command.Subcommands.Where(verb => !verb.Hidden).ToList();
        return new VerbPage
        {
            Name = command.Path(),
            Description = command.Description ?? "",
            Usage = HelpWriter.Usage(command),
            Aliases = [.. command.Aliases],
            Commands = [.. below.Select(verb => (verb.Name, verb.Description ?? ""))],
            Arguments = [.. command.Arguments.Select(HelpWriter.Row)],
            // The root's are those of every command.
            Options = [.. command.Options.Where(option => !option.Hidden && (command is RootCommand || !option.Recursive)).Select(HelpWriter.Row)],
            Examples = HelpWriter.Examples(command),
            Below = [.. below.Select(Of)],
        };
    }
}
