using System.CommandLine;

namespace KubeFate.Cli.Programs;

/// <summary><c>kubefate service</c>: runs the service here; with <c>--simulate</c> a trial that needs no Kubernetes.</summary>
internal static class ServiceCommand
{
    public static Verb Create(CommandContext context)
    {
        var simulate = new Option<bool>("--simulate") { Description = "Run a trial on a simulated Kubernetes, which runs no containers" };
        var data = new Option<string?>("--data") { Description = "Where the service keeps its data (default: FATECLOUD_DATA_DIR, then the user's data folder)", HelpName = "DIR" };
        var stage = SimulatorCommand.StageOption();
        return new Verb("service", "Run the service here; FATECLOUD_* variables configure it", "kubefate service", "kubefate service --simulate --data ./trial")
        {
            simulate, data, stage,
        }.Does(context, call =>
        {
            var arguments = new List<string> { "service" };
            var folder = call.Get(data) is { } given ? Path.GetFullPath(Path.Combine(context.WorkingFolder, given)) : null;
            if (folder is not null) arguments.AddRange(["--data", folder]);
            if (!call.Get(simulate)) return ServiceProgram.Become(arguments, new Dictionary<string, string>());

            arguments.AddRange(["--simulate", "--stage", call.Get(stage)!]);
            return ServiceProgram.Become(arguments, new TrialCredentials(context).Prepare(folder));
        });
    }
}
