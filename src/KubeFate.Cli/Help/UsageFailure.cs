using System.CommandLine;
using KubeFate.Fate.Forms;

namespace KubeFate.Cli.Help;

/// <summary>Tells what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageFailure
{
    public static void Write(ParseResult call, TextWriter error)
    {
        var command = call.CommandResult.Command;
        // The first word that is not understood explains the rest.
        if (call.UnmatchedTokens is [var word, ..]) error.WriteLine("error: " + Unknown(command, word));
        else if (Missing(call) is { } missing) error.WriteLine($"error: {missing} is missing; usage: {HelpWriter.Usage(command)}");
        else foreach (var failure in call.Errors) error.WriteLine("error: " + Sentence(failure.Message));
        error.WriteLine($"more: {command.Path()} --help");
    }

    public static string UnknownCommand(Command command, string word) =>
        $"there is no command \"{word}\" in {command.Path()}{Nearest.Hint(word, Names(command))}";

    private static string Unknown(Command command, string word)
    {
        if (word.StartsWith('-')) return $"there is no option \"{word}\" for {command.Path()}{Nearest.Hint(word, OptionNames(command))}";
        return command.Subcommands.Count > 0
            ? UnknownCommand(command, word)
            : $"\"{word}\" is one argument too many; usage: {HelpWriter.Usage(command)}";
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Where(verb => !verb.Hidden).SelectMany(verb => verb.Aliases.Prepend(verb.Name));

    private static IEnumerable<string> OptionNames(Command command) =>
        command.AllOptions().SelectMany(option => option.Aliases.Prepend(option.Name));

    private static string? Missing(ParseResult call)
    {
        var command = call.CommandResult.Command;
        var argument = command.Arguments.FirstOrDefault(wanted => wanted.Arity.MinimumNumberOfValues > 0 && call.GetResult(wanted) is null or { Tokens.Count: 0 });
        return argument?.Name ?? command.Options.FirstOrDefault(wanted => wanted.Required && call.GetResult(wanted) is null)?.Name;
    }

    private static string Sentence(string message)
    {
        var line = message.TrimEnd('.').Replace(":\n\t", ": ", StringComparison.Ordinal).Replace("\n\t", ", ", StringComparison.Ordinal);
        return line.Length > 1 && char.IsUpper(line[0]) && char.IsLower(line[1]) ? char.ToLowerInvariant(line[0]) + line[1..] : line;
    }
}
