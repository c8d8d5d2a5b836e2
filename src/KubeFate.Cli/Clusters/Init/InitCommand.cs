using System.CommandLine;
using KubeFate.Fate;
using Spectre.Console;

namespace KubeFate.Cli.Clusters.Init;

/// <summary><c>kubefate cluster init</c>: asks what a cluster shall be and writes its cluster.yaml. Needs no service.</summary>
internal static class InitCommand
{
    public static Verb Create(CommandContext context)
    {
        var flags = new InitFlags();
        var yes = new Option<bool>("--yes", "-y") { Description = "Ask nothing: use the default for whatever no option sets" };
        var verb = new Verb("init", "Write a cluster.yaml: asks on a terminal, takes options everywhere",
            "kubefate cluster init", "kubefate cluster init --party-id 9999 --peer 10000=192.168.9.2:30101 --persistence --yes");
        foreach (var option in flags.All) verb.Add(option);
        verb.Add(yes);
        return verb.Does(context, async (call, cancellationToken) =>
        {
            var target = new InitTarget(context.WorkingFolder, call.Get(flags.File)!);
            var console = call.Terminal.Asks && !call.Get(yes) ? context.Questions() : null;
            return await AskedAsync(console, () => Run(call, target, new Asker(console), flags), cancellationToken);
        });
    }

    private static int Run(CommandCall call, InitTarget target, Asker ask, InitFlags flags)
    {
        // Before the questions: nobody wants to answer them in vain.
        target.MayWrite(call.Get(flags.Force), ask);
        var draft = new Interview(flags, call.Options, ask).Run();
        var text = DraftFile.Write(draft);
        foreach (var fault in ask.Faults) call.Terminal.Error.WriteLine("error: " + fault);
        if (ask.Faults.Count > 0) throw new CommandFailure(ExitCode.Usage, "nothing was written; kubefate cluster init --help explains every option");

        // Each answer was good by itself; together they must be too.
        var problems = ClusterFile.Parse(text).Problems;
        if (problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error) is { } first) throw new CommandFailure(ExitCode.Invalid, $"the answers do not go together: {first.Format(target.Shown)}");
        target.Write(text, call.Terminal.Out);
        foreach (var warning in problems) call.Output.Note(warning.Format(target.Shown));
        if (!call.Output.Quiet) NextSteps.Tell(draft, target, call.Terminal.Error);
        return ExitCode.Success;
    }

    // Reading a terminal cannot be cancelled: Ctrl-C leaves the reader behind, and the process ends.
    private static async Task<int> AskedAsync(IAnsiConsole? console, Func<int> run, CancellationToken cancellationToken)
    {
        if (console is null) return run();
        try
        {
            return await Task.Run(run, cancellationToken).WaitAsync(cancellationToken);
        }
        finally
        {
            console.Cursor.Show();
        }
    }
}
