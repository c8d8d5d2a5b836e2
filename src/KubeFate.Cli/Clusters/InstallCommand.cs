using System.CommandLine;
using System.Text;
using KubeFate.Cli.Jobs;
using KubeFate.Cli.Output;
using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster install -f cluster.yaml</c>: checks the file with the service's own code, then starts the job.</summary>
internal static class InstallCommand
{
    private static readonly Option<string> File = new("--file", "-f") { Description = "The cluster.yaml; - reads stdin", Required = true, HelpName = "FILE" };
    private static readonly Option<bool> Cover = new("--cover") { Description = "Kept for scripts written for the original" };
    private static readonly Option<bool> CreateNamespace = new("--create-namespace") { Description = "Make the namespace when it is missing" };
    private static readonly Option<bool> Wait = new("--wait", "-w") { Description = "Follow the job to its end; the exit code tells the outcome" };

    public static Command Create(CommandContext context)
    {
        var output = OutputOption.Create();
        var command = new Command("install", "Install a FATE cluster: kubefate cluster install -f cluster.yaml --wait") { File, Cover, CreateNamespace, Wait, output };
        command.SetAction((call, cancellationToken) => RunAsync(context, call, call.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult call, OutputFormat format, CancellationToken cancellationToken)
    {
        var path = call.GetValue(File)!;
        var spec = SpecFile.Check(SpecFile.Read(context, path), path, context.Terminal);
        using var client = context.Connect(call);
        var job = await StartAsync(client, spec, call, path, context.Terminal, cancellationToken);
        if (!call.GetValue(Wait))
        {
            ResultPrinter.Print(context.Terminal, format, job, WireJson.Default.JobResponse, JobView.Created);
            return ExitCode.Success;
        }

        if (format == OutputFormat.Table) context.Terminal.Out.Write(JobView.Created(job));
        return await JobWatch.FollowAsync(client, job.Uuid, context.Terminal, format, cancellationToken);
    }

    private static async Task<JobResponse> StartAsync(
        KubeFateClient client, ClusterSpec spec, ParseResult call, string path, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Clusters.InstallAsync(new ClusterRequest
            {
                Name = spec.Name,
                Namespace = spec.Namespace,
                ChartName = spec.ChartName,
                ChartVersion = spec.ChartVersion,
                Cover = call.GetValue(Cover),
                CreateNamespace = call.GetValue(CreateNamespace),
                Data = Encoding.UTF8.GetBytes(spec.Values.ToJsonString()),
            }, idempotencyKey: null, cancellationToken);
        }
        catch (KubeFateClientException failure) when (failure.Problems.Count > 0)
        {
            // The service has the last word: it may know releases that this program does not.
            foreach (var problem in failure.Problems) terminal.Error.WriteLine($"{path}: {problem.Severity}: {problem.Path}: {problem.Message}");
            throw new CommandFailure(ExitCode.Invalid, $"the service does not accept {path}; nothing was installed");
        }
    }
}
