using System.CommandLine;
using System.Globalization;

namespace KubeFate.Cli.Programs;

/// <summary><c>kubefate simulator</c>: the simulated Kubernetes by itself; it prints a kubeconfig.</summary>
internal static class SimulatorCommand
{
    public static Verb Create(CommandContext context)
    {
        var data = new Option<string?>("--data") { Description = "A folder that keeps the objects across restarts (default: none; they are lost)", HelpName = "DIR" };
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes any free one", DefaultValueFactory = _ => 0 };
        var kubeconfig = new Option<string?>("--kubeconfig-out") { Description = "Write the kubeconfig to a file instead of stdout", HelpName = "FILE" };
        var stage = StageOption();
        return new Verb("simulator", "Run a simulated Kubernetes API for helm and kubectl; it runs no containers", "kubefate simulator --kubeconfig-out ./kubeconfig.yaml")
        {
            data, port, kubeconfig, stage,
        }.Does(context, call =>
        {
            var arguments = new List<string> { "simulator", "--port", call.Get(port).ToString(CultureInfo.InvariantCulture), "--stage", call.Get(stage)! };
            if (call.Get(data) is { } folder) arguments.AddRange(["--data", Path.GetFullPath(Path.Combine(context.WorkingFolder, folder))]);
            if (call.Get(kubeconfig) is { } file) arguments.AddRange(["--kubeconfig-out", Path.GetFullPath(Path.Combine(context.WorkingFolder, file))]);
            return ServiceProgram.Become(arguments, new Dictionary<string, string>());
        });
    }

    /// <summary>How simulated pods live, the same option on both commands that start a simulator.</summary>
    public static Option<string> StageOption()
    {
        var stage = new Option<string>("--stage")
        {
            Description = "How simulated pods behave: fast (ready at once), general (seconds, as on a real cluster) or chaos (many fail)",
            DefaultValueFactory = _ => "fast",
        };
        stage.AcceptOnlyFromAmong("fast", "general", "chaos");
        return stage;
    }
}
