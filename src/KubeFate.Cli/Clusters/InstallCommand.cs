using System.CommandLine;
using System.Text;
using KubeFate.Cli.Jobs;
using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster install -f cluster.yaml</c>: checks the file with the service's own code, then starts the job.</summary>
internal static class InstallCommand
{
    public static Verb Create(CommandContext context)
    {
        var file = new Option<string>("--file", "-f") { Description = "The cluster.yaml; - reads stdin", Required = true, HelpName = "FILE" };
        var cover = new Option<bool>("--cover") { Description = "Replace a cluster of the same name and namespace" };
        var createNamespace = new Option<bool>("--create-namespace") { Description = "Make the namespace when it is missing" };
        return new Verb("install", "Install a FATE cluster",
                "kubefate cluster install -f cluster.yaml --wait", "kubefate cluster install -f cluster.yaml --create-namespace")
            {
                file, cover, createNamespace, context.Options.Wait,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var path = call.Get(file)!;
                var spec = SpecFile.Check(SpecFile.Read(context, path), path, context.Terminal);
                var job = await StartAsync(call, Request(spec) with { Cover = call.Get(cover), CreateNamespace = call.Get(createNamespace) }, path, cancellationToken);
                return await StartedJob.ShowAsync(call, job, call.Interrupt);
            });
    }

    private static ClusterRequest Request(ClusterSpec spec) => new()
    {
        Name = spec.Name,
        Namespace = spec.Namespace,
        ChartName = spec.ChartName,
        ChartVersion = spec.ChartVersion,
        Data = Encoding.UTF8.GetBytes(spec.Values.ToJsonString()),
    };

    private static async Task<JobResponse> StartAsync(CommandCall call, ClusterRequest request, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await call.Client.Clusters.InstallAsync(request, idempotencyKey: null, cancellationToken);
        }
        catch (KubeFateClientException failure) when (failure.Problems.Count > 0)
        {
            // The service has the last word: it may know releases that this program does not.
            foreach (var problem in failure.Problems) call.Terminal.Error.WriteLine($"{path}: {problem.Severity}: {problem.Path}: {problem.Message}");
            throw new CommandFailure(ExitCode.Invalid, $"the service does not accept {path}; nothing was installed");
        }
    }
}
