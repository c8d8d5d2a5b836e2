using System.CommandLine;

namespace KubeFate.Cli.Help;

/// <summary><c>kubefate help [COMMAND …]</c>, as the original has it beside <c>--help</c>.</summary>
internal static class HelpCommand
{
    public static Verb Create(CommandContext context)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "The command to explain (default: all)", Arity = ArgumentArity.ZeroOrMore };
        return new Verb("help", "Show the help of a command", "kubefate help cluster install") { words }
            .Alias("h")
            .Does(context, call =>
            {
                Command command = call.Options.RootCommandResult.Command;
                foreach (var word in call.Get(words))
                {
                    command = command.Find(word)
                        ?? throw new CommandFailure(ExitCode.Usage, UsageFailure.UnknownCommand(command, word));
                }

                HelpWriter.Write(command, context.Terminal.Out);
                return ExitCode.Success;
            });
    }
}
