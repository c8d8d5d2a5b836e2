using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;
using KubeFate.Cli.Output;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Programs;

/// <summary><c>kubefate version</c>, with the original's two lines.</summary>
internal static class VersionCommand
{
    public static Verb Create(CommandContext context)
    {
        var client = new Option<bool>("--client") { Description = "Print the version of this program only; do not call a service" };
        return new Verb("version", "Show the version of this program and of the service", "kubefate version", "kubefate version --client") { client }
            .Does(context, async (call, cancellationToken) =>
            {
                var people = call.Output.ForPeople;
                // Before the service is asked: this much is known even when it does not answer.
                if (people) context.Terminal.Out.WriteLine($"* kubefate commandLine version=v{Own}");
                var answer = call.Get(client) ? null : await call.Client.GetVersionAsync(cancellationToken);
                if (!people) Print(call, answer);
                else if (answer is not null) context.Terminal.Out.WriteLine($"* kubefate service version={answer.Version}{(answer.Simulated ? " (simulated Kubernetes: no containers run)" : "")}");
                return ExitCode.Success;
            });
    }

    /// <summary>The version of this program, such as <c>2.0.0</c>.</summary>
    public static string Own => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static void Print(CommandCall call, VersionResponse? service)
    {
        var record = new JsonObject { ["commandLine"] = "v" + Own };
        if (service is not null) record["service"] = service.Version;
        if (service is { Simulated: true }) record["simulated"] = true;
        var view = new ListView<JsonObject>(_ => "v" + Own, _ => "v" + Own);
        call.Output.One(record, WireJson.Default.JsonObject, view, _ => "");
    }
}
