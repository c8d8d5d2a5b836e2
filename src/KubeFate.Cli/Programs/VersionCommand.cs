using System.CommandLine;
using System.Reflection;

namespace KubeFate.Cli.Programs;

/// <summary><c>kubefate version</c>, with the original's two lines.</summary>
internal static class VersionCommand
{
    public static Command Create(CommandContext context)
    {
        var client = new Option<bool>("--client") { Description = "This program's version only; asks no service" };
        var command = new Command("version", "Show the version of this program and of the service") { client };
        command.SetAction(async (call, cancellationToken) =>
        {
            context.Terminal.Out.WriteLine($"* kubefate commandLine version=v{Own}");
            if (call.GetValue(client)) return ExitCode.Success;
            using var service = context.Connect(call);
            var answer = await service.GetVersionAsync(cancellationToken);
            context.Terminal.Out.WriteLine($"* kubefate service version={answer.Version}{(answer.Simulated ? " (simulated Kubernetes: no containers run)" : "")}");
            return ExitCode.Success;
        });
        return command;
    }

    private static string Own => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
