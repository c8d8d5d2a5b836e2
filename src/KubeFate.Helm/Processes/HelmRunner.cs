using System.ComponentModel;
using System.Diagnostics;
using KubeFate.Helm.Failures;

namespace KubeFate.Helm.Processes;

/// <summary>Runs the helm command in an environment of our own making.</summary>
internal sealed class HelmRunner(HelmOptions options, TimeProvider time)
{
    /// <summary>What an operator may set for helm as a whole; every other HELM_* variable would bend a single command.</summary>
    private static readonly string[] Inherited = ["HELM_DRIVER", "HELM_DRIVER_SQL_CONNECTION_STRING", "HELM_MAX_HISTORY"];

    public WorkFolder Work { get; } = new(options.WorkFolder);

    /// <summary>Helm's stdout.</summary>
    /// <exception cref="HelmException">Helm could not be run, printed too much, or ended with an exit code other than 0.</exception>
    public async Task<string> RunAsync(HelmCall call, CancellationToken cancellationToken)
    {
        var result = await TryAsync(call, cancellationToken);
        return result.ExitCode == 0 ? result.Output : throw FailureRules.Explain(call, result);
    }

    /// <summary>The result whatever the exit code.</summary>
    public async Task<ChildResult> TryAsync(HelmCall call, CancellationToken cancellationToken)
    {
        var start = Prepare(call);
        var limit = call.Writes ? options.WriteLimit : options.ReadLimit;
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            return await ChildProcess.RunAsync(start, call.Input, options.OutputLimit, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HelmException(
                HelmFailure.Timeout, $"helm {call.Verb} did not end within {limit.TotalMinutes:0.#} minutes and was ended; does the API server answer?");
        }
        catch (Win32Exception error)
        {
            // The kernel refused it: another machine's program, or no program at all.
            throw new HelmException(
                HelmFailure.HelmMissing, $"{start.FileName} cannot be executed ({error.Message}): install helm 3.9 or newer for this machine", error);
        }
    }

    private ProcessStartInfo Prepare(HelmCall call)
    {
        var start = new ProcessStartInfo(HelmProgram.Find(options.Program), call.Arguments());
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList()) start.Environment.Remove(name);
        start.Environment["HELM_CACHE_HOME"] = Work.Folder("cache");
        start.Environment["HELM_CONFIG_HOME"] = Work.Folder("config");
        start.Environment["HELM_DATA_HOME"] = Work.Folder("data");
        start.Environment["KUBECACHEDIR"] = Work.Folder("kube");
        start.Environment["NO_COLOR"] = "1";
        start.Environment[HelmProcesses.ParentVariable] = ProcessTable.Self;
        if (options.Kubeconfig is not null) start.Environment["KUBECONFIG"] = Path.GetFullPath(options.Kubeconfig);
        if (options.Context is not null) start.Environment["HELM_KUBECONTEXT"] = options.Context;
        return start;
    }

    private static bool IsForeign(string name) =>
        name.StartsWith("HELM_", StringComparison.Ordinal) && !Inherited.Contains(name, StringComparer.Ordinal);
}
