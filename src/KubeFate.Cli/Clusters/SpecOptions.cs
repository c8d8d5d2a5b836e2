using System.CommandLine;
using System.Text;
using KubeFate.Client;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Yaml;

namespace KubeFate.Cli.Clusters;

/// <summary>What install and update have in common: the file, the look ahead, and a call that may be repeated.</summary>
internal sealed class SpecOptions
{
    public Option<string> File { get; } = new("--file", "-f") { Description = "The cluster.yaml; - reads stdin", Required = true, HelpName = "FILE" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Change nothing: print the manifests (with -o json or yaml also the values) and any problems with them" };

    public Option<bool> Force { get; } = new("--force") { Description = "Take over fields that others have changed (kubectl scale or edit, an autoscaler) instead of failing with a conflict" };

    public Option<string?> Key { get; } = new("--idempotency-key")
    {
        Description = "The same key with the same file starts only one job, however often it is sent (default: a new key)",
        HelpName = "KEY",
    };

    /// <summary>Reads and checks the file; all that is wrong is printed, and ends the command when there is an error.</summary>
    public SpecText Read(CommandCall call) => SpecText.Read(call, call.Get(File)!);

    /// <summary>What is sent of it.</summary>
    public static ClusterRequest Request(SpecText file) => new()
    {
        Name = file.Spec.Name,
        Namespace = file.Spec.Namespace,
        ChartName = file.Spec.ChartName,
        ChartVersion = file.Spec.ChartVersion,
        Data = Encoding.UTF8.GetBytes(YamlSafeJson.Write(file.Spec.Values)),
    };

    /// <summary>
    /// Starts the job. When the connection breaks before the answer is here, the call is repeated once: its key keeps the service from
    /// starting a second job.
    /// </summary>
    public async Task<JobResponse> StartAsync(
        CommandCall call, SpecText file, Func<string, CancellationToken, Task<JobResponse>> start, CancellationToken cancellationToken)
    {
        var key = call.Get(Key) ?? Guid.NewGuid().ToString();
        try
        {
            try
            {
                return await start(key, cancellationToken);
            }
            catch (KubeFateClientException failure) when (MayHaveArrived(failure))
            {
                call.Output.Note("the connection broke before the answer; asking again");
                return await start(key, cancellationToken);
            }
        }
        catch (KubeFateClientException failure) when (failure.Problems.Count > 0)
        {
            // The service has the last word: it may know releases that this program does not.
            foreach (var problem in failure.Problems) call.Terminal.Error.WriteLine(file.Format(problem));
            throw new CommandFailure(ExitCode.Invalid, $"the service does not accept {file.Path}; nothing was changed");
        }
    }

    private static bool MayHaveArrived(KubeFateClientException failure) => failure.Failure == ClientFailure.Unreachable
        && failure.InnerException is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
}
