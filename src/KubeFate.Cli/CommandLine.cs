using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
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
        root.Options.OfType<HelpOption>().Single().Action = new ShowHelp(context, asked: true);
        // A group by itself shows what it holds, as the original does.
        var overview = new ShowHelp(context, asked: false);
        foreach (var group in root.Subcommands.Where(command => command.Subcommands.Count > 0).Prepend(root)) group.Action = overview;
        return root;
    }

    public static async Task<int> RunAsync(string[] arguments, CommandContext context, CancellationToken cancellationToken)
    {
        var call = CreateRoot(context).Parse(arguments);
        if (call.Action is ParseErrorAction)
        {
            UsageFailure.Write(call, context.Terminal.Error);
            return ExitCode.Usage;
        }

        return await RunAsync(call, context.Terminal, cancellationToken);
    }

    private static async Task<int> RunAsync(ParseResult call, Output.Terminal terminal, CancellationToken cancellationToken)
    {
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error };
        try
        {
            return await call.InvokeAsync(configuration, cancellationToken);
        }
        catch (CommandFailure failure)
        {
            terminal.Error.WriteLine("error: " + failure.Message);
            return failure.ExitCode;
        }
        catch (KubeFateClientException failure)
        {
            terminal.Error.WriteLine("error: " + (failure.Message == RecordNotFound ? NoSuch(call.CommandResult.Command) : failure.Message));
            return ExitCode.Of(failure.Failure);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static string NoSuch(Command verb)
    {
        var group = verb.Parents.OfType<Command>().First().Name;
        return $"there is no such {group}; see: kubefate {group} list";
    }
}
