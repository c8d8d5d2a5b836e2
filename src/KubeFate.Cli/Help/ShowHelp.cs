using System.CommandLine;
using System.CommandLine.Invocation;

namespace KubeFate.Cli.Help;

/// <summary>What <c>--help</c> does, and a group of verbs by itself.</summary>
internal sealed class ShowHelp(CommandContext context, bool asked) : SynchronousCommandLineAction
{
    // Help that was asked for is wanted most where something else is wrong.
    public override bool ClearsParseErrors => asked;

    public override int Invoke(ParseResult parseResult)
    {
        HelpWriter.Write(parseResult.CommandResult.Command, context.Terminal.Out);
        return ExitCode.Success;
    }
}
