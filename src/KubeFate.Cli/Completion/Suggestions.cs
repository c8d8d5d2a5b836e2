using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;

namespace KubeFate.Cli.Completion;

/// <summary>
/// What <c>[suggest:N] "kubefate …"</c> does: a line for each word that can follow at position N. With <c>KUBEFATE_DESCRIBE=1</c>, which the scripts of
/// zsh and fish set, a tab and the description follow each command and option.
/// </summary>
internal sealed class Suggestions(CommandContext context, SuggestDirective directive) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens is [.., var last] ? last.Value : "";
        var position = parseResult.GetResult(directive)?.Values is [var given] && int.TryParse(given, out var number) ? number : line.Length;
        var describe = context.Environment("KUBEFATE_DESCRIBE") == "1";
        foreach (var word in parseResult.RootCommandResult.Command.Parse(line).GetCompletions(position))
            context.Terminal.Out.WriteLine(describe && word.Detail is { Length: > 0 } description ? $"{word.Label}\t{description}" : word.Label);
        return ExitCode.Success;
    }
}
