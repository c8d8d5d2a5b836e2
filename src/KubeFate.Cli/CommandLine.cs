using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using KubeFate.Cli.Arguments;
using KubeFate.Cli.Audit;
using KubeFate.Cli.Bundles;
using KubeFate.Cli.Charts;
using KubeFate.Cli.Clusters;
using KubeFate.Cli.Completion;
using KubeFate.Cli.Contexts;
using KubeFate.Cli.Help;
using KubeFate.Cli.Jobs;
using KubeFate.Cli.Namespaces;
using KubeFate.Cli.Programs;
using KubeFate.Cli.Reference;
using KubeFate.Cli.Sessions;
using KubeFate.Cli.Support;
using KubeFate.Cli.Tokens;
using KubeFate.Cli.Users;
using KubeFate.Client;

namespace KubeFate.Cli;

/// <summary>The whole command: parses, runs, and turns every failure into one line on stderr and an exit code.</summary>
internal static class CommandLine
{
    // The words of both services for a uuid that stands for nothing.
    private const string RecordNotFound = "record not found";

    // A word such as @bob is a name; by default a file of arguments of that name would be read.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static RootCommand CreateRoot(CommandContext context)
    {
        var root = new RootCommand("Deploys and runs FATE federated-learning clusters on Kubernetes")
        {
            ClusterCommands.Create(context),
            JobCommands.Create(context),
            ChartCommands.Create(context),
            BundleCommands.Create(context),
            NamespaceCommands.Create(context),
            UserCommands.Create(context),
            TokenCommands.Create(context),
            AuditCommands.Create(context),
            LoginCommand.Create(context),
            LogoutCommand.Create(context),
            ContextCommands.Create(context),
            VersionCommand.Create(context),
            ServiceCommand.Create(context),
            SimulatorCommand.Create(context),
            SupportCommands.Create(context),
            CompletionCommand.Create(context),
            HelpCommand.Create(context),
            ReferenceCommand.Create(context),
        };
        foreach (var option in context.Options.All) root.Add(option);
        context.Options.Context.CompletionSources.Add(LiveNames.Contexts(context));
        // The default one answers to -?, /? and /h too, which completion would offer.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Insert(0, new HelpOption("--help", "-h") { Action = new ShowHelp(context, asked: true) });
        var suggest = root.Directives.OfType<SuggestDirective>().Single();
        suggest.Action = new Suggestions(context, suggest);
        // A group by itself shows what it holds, as the original does.
        var overview = new ShowHelp(context, asked: false);
        foreach (var group in root.Subcommands.Where(command => command.Subcommands.Count > 0).Prepend(root)) group.Action = overview;
        return root;
    }

    public static async Task<int> RunAsync(string[] arguments, CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            var root = CreateRoot(context);
            return await RunAsync(root.Parse(CommandWords.Write(root, arguments), Parser), context.Terminal, cancellationToken);
        }
        catch (CommandFailure failure)
        {
            context.Terminal.Error.WriteLine("error: " + failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static async Task<int> RunAsync(ParseResult call, Output.Terminal terminal, CancellationToken cancellationToken)
    {
        if (call.Action is ParseErrorAction)
        {
            UsageFailure.Write(call, terminal.Error);
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error };
            return await call.InvokeAsync(configuration, cancellationToken);
        }
        catch (KubeFateClientException failure)
        {
            terminal.Error.WriteLine("error: " + (failure.Message == RecordNotFound ? NoSuch(call.CommandResult.Command) : failure.Message));
            return ExitCode.Of(failure.Failure);
        }
    }

    private static string NoSuch(Command verb)
    {
        var group = verb.Parents.OfType<Command>().First().Name;
        return $"there is no such {group}; see: kubefate {group} list";
    }
}
