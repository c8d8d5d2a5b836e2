using System.CommandLine;
using System.CommandLine.Help;

namespace KubeFate.Cli.Help;

/// <summary>Writes the help of a verb: usage, arguments, options of its own, those of every verb, and examples.</summary>
internal static class HelpWriter
{
    public static void Write(Command command, TextWriter output)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine("  " + Usage(command));
        Write(output, "Commands", [.. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (Names(verb), verb.Description ?? ""))]);
        Write(output, "Arguments", [.. command.Arguments.Select(Row)]);
        Write(output, "Options", [.. command.Options.Where(option => !option.Recursive && !option.Hidden).Select(Row)]);
        Write(output, "Options of every command", [.. command.Root().Options.Where(option => option.Recursive && option is not HelpOption).Select(Row)]);
        WriteExamples(output, Examples(command));
        if (command.Subcommands.Count > 0) output.WriteLine($"\nMore on a command: {command.Path()} COMMAND --help");
    }

    /// <summary>The line that shows how a command is called.</summary>
    public static string Usage(Command command)
    {
        if (command.Subcommands.Count > 0) return $"{command.Path()} COMMAND [options]";
        var required = command.Options.Where(option => option.Required).Select(option => $" {option.Aliases.Append(option.Name).First()} {ValueName(option)}");
        var arguments = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? $" {ArgumentName(argument)}" : $" [{ArgumentName(argument)}]");
        return $"{command.Path()}{string.Concat(required)}{string.Concat(arguments)} [options]";
    }

    /// <summary>Whole command lines that show how a command is used.</summary>
    public static IReadOnlyList<string> Examples(Command command) => command switch
    {
        Verb verb => verb.Examples,
        RootCommand => ["kubefate service --simulate --data ./trial", "kubefate cluster install -f cluster.yaml --wait", "kubefate cluster list -o wide"],
        _ => [],
    };

    /// <summary>An option's names and value, and what it does.</summary>
    public static (string Names, string Description) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return ($"{names} {ValueName(option)}".TrimEnd(), (option.Description ?? "") + (option.Required ? " (required)" : Default(option)));
    }

    /// <summary>An argument's name, and what it is.</summary>
    public static (string Name, string Description) Row(Argument argument) => (ArgumentName(argument), argument.Description ?? "");

    // Where the description does not tell it in words.
    private static string Default(Option option) =>
        option.HasDefaultValue && option.Description?.Contains("default", StringComparison.Ordinal) != true && option.GetDefaultValue() is string { Length: > 0 } or int ? $" (default: {option.GetDefaultValue()})" : "";

    private static string ValueName(Option option) => option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) || option is HelpOption or VersionOption
        ? ""
        : option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant();

    private static string ArgumentName(Argument argument) => argument.HelpName ?? argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static string Names(Command command) => string.Join(", ", command.Aliases.Prepend(command.Name));

    private static void Write(TextWriter output, string title, IReadOnlyList<(string Names, string Description)> rows)
    {
        if (rows.Count == 0) return;
        var width = rows.Max(row => row.Names.Length) + 2;
        output.WriteLine($"\n{title}:");
        foreach (var (names, description) in rows) output.WriteLine($"  {names.PadRight(width)}{description}".TrimEnd());
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<string> examples)
    {
        if (examples.Count == 0) return;
        output.WriteLine("\nExamples:");
        foreach (var example in examples) output.WriteLine("  " + example);
    }
}
