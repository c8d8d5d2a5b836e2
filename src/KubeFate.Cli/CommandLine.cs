using System.CommandLine;
using KubeFate.Cli.Clusters;
using KubeFate.Cli.Completion;
using KubeFate.Cli.Jobs;
using KubeFate.Cli.Programs;
using KubeFate.Client;

namespace KubeFate.Cli;

/// <summary>The whole command: parses, runs, and turns every failure into one line on stderr and an exit code.</summary>
internal static class CommandLine
{
    public static RootCommand CreateRoot(CommandContext context) => new("Deploys and runs FATE federated-learning clusters on Kubernetes")
    {
        CommandContext.ConfigOption,
        CommandContext.ServiceUrlOption,
        ClusterCommands.Create(context),
        JobCommands.Create(context),
        VersionCommand.Create(context),
        ServiceCommand.Create(context),
        SimulatorCommand.Create(context),
        CompletionCommand.Create(context),
    };

    public static async Task<int> RunAsync(string[] arguments, CommandContext context, CancellationToken cancellationToken)
    {
        var call = CreateRoot(context).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = context.Terminal.Out,
            Error = context.Terminal.Error,
        };
        try
        {
            var exitCode = await call.InvokeAsync(configuration, cancellationToken);
            return call.Errors.Count > 0 ? ExitCode.Usage : exitCode;
        }
        catch (CommandFailure failure)
        {
            context.Terminal.Error.WriteLine("error: " + failure.Message);
            return failure.ExitCode;
        }
        catch (KubeFateClientException failure)
        {
            context.Terminal.Error.WriteLine("error: " + failure.Message);
            return ExitCode.Of(failure.Failure);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }
}
