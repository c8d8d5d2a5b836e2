using System.CommandLine;
using System.Reflection;

namespace KubeFate.Cli.Programs;

/// <summary><c>kubefate version</c>, with the original's two lines.</summary>
internal static class VersionCommand
{
    public static Verb Create(CommandContext context)
    {
        var client = new Option<bool>("--client") { Description = "This program's version only; asks no service" };
        return new Verb("version", "Show the version of this program and of the service", "kubefate version", "kubefate version --client") { client }
            .Does(context, async (call, cancellationToken) =>
            {
                context.Terminal.Out.WriteLine($"* kubefate commandLine version=v{Own}");
                if (call.Get(client)) return ExitCode.Success;
                var answer = await call.Client.GetVersionAsync(cancellationToken);
                context.Terminal.Out.WriteLine($"* kubefate service version={answer.Version}{(answer.Simulated ? " (simulated Kubernetes: no containers run)" : "")}");
                return ExitCode.Success;
            });
    }

    private static string Own => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
