using System.CommandLine;
using System.CommandLine.Invocation;

namespace KubeFate.Cli.Completion;

/// <summary>
/// What <c>[suggest:N] "kubefate …"</c> does: a line for each word that may stand at position N. With <c>KUBEFATE_DESCRIBE=1</c>, which the scripts of
/// zsh and fish set, a tab and the description follow each command and option.
/// </summary>
internal sealed class Suggestions(CommandContext context, SynchronousCommandLineAction suggest) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        if (context.Environment("KUBEFATE_DESCRIBE") != "1") return suggest.Invoke(parseResult);
        var words = new StringWriter();
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        configuration.Output = words;
        suggest.Invoke(parseResult);
        configuration.Output = output;
        var descriptions = Descriptions(parseResult.RootCommandResult.Command, parseResult.Tokens is [.., var line] ? line.Value : "");
        foreach (var word in words.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            output.WriteLine(descriptions.TryGetValue(word, out var description) ? $"{word}\t{description}" : word);
        return ExitCode.Success;
    }

    private static Dictionary<string, string> Descriptions(Command root, string line)
    {
        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        var command = root;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            command = command.Subcommands.FirstOrDefault(verb => verb.Name == word || verb.Aliases.Contains(word)) ?? command;
        foreach (var verb in command.Subcommands) Add(verb, verb.Aliases.Prepend(verb.Name));
        foreach (var option in command.Options.Concat(root.Options)) Add(option, option.Aliases.Prepend(option.Name));
        return descriptions;

        void Add(Symbol symbol, IEnumerable<string> names)
        {
            foreach (var name in names) descriptions.TryAdd(name, symbol.Description ?? "");
        }
    }
}
