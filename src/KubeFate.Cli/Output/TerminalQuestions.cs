using Spectre.Console;

namespace KubeFate.Cli.Output;

/// <summary>The console that questions are asked on: stderr, so that stdout stays the result's.</summary>
internal static class TerminalQuestions
{
    public static IAnsiConsole Open() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes });
}
