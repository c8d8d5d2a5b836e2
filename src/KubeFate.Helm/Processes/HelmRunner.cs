using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using KubeFate.Helm.Failures;

namespace KubeFate.Helm.Processes;

/// <summary>Runs the helm command in an environment of our own making.</summary>
internal sealed partial class HelmRunner(HelmOptions options, TimeProvider time)
{
    /// <summary>The first that is built with Go 1.19 or newer.</summary>
    private static readonly HelmVersion FirstWithMemoryLimit = new(3, 12, 0);

    private readonly HelmSlots slots = new(options.Parallelism);
    private readonly string cure = $"install helm 3.9 or newer (https://helm.sh/docs/intro/install/), or set {options.ProgramSetting} to its path";
    private HelmVersion? version;

    public WorkFolder Work { get; } = new(options.WorkFolder);

    /// <summary>Helm's version, asked once and refused when too old.</summary>
    public async Task<HelmVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        if (version is not null) return version;

        var result = await StartAsync(new HelmCall { Verb = "version", Options = ["--template", "{{.Version}}"] }, cancellationToken);
        if (VersionText().Match(result.Output) is not { Success: true } found)
        {
            var said = (result.Output + result.Error).Trim();
            throw new HelmException(HelmFailure.HelmMissing, $"{options.Program} does not answer as helm does: {cure}") { Detail = said };
        }

        var answered = new HelmVersion(Number(found, "major"), Number(found, "minor"), Number(found, "patch"));
        if (!answered.IsAtLeast(HelmVersion.Oldest)) throw new HelmException(HelmFailure.HelmTooOld, $"helm {answered} is too old: {cure}");
        return version = answered;
    }

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
        await GetVersionAsync(cancellationToken);
        var result = await slots.RunAsync(call.Work, () => StartAsync(call, cancellationToken), cancellationToken);
        return MemoryLimit.Ended(result) ? throw OutOfMemory(call, result) : result;
    }

    private async Task<ChildResult> StartAsync(HelmCall call, CancellationToken cancellationToken)
    {
        var start = Prepare(call);
        var limit = Limit(call.Work);
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            var result = await ChildProcess.RunAsync(start, new ChildLimits(options.OutputLimit, options.MemoryLimit), either.Token);
            return MemoryLimit.Ended(result) || Signals.Explain(call, result) is not { } killed ? result : throw killed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HelmException(HelmFailure.Timeout, $"helm {call.Verb} did not end within {Words(limit)} and was ended; {Doubt(call)}")
            {
                IsTransient = call.Work != HelmWork.Render,
                MayHaveChanged = call.Writes,
            };
        }
        catch (Win32Exception error)
        {
            // The kernel refused it: another machine's program, or no program at all.
            throw new HelmException(HelmFailure.HelmMissing, $"{start.FileName} cannot be executed ({error.Message}): {cure}", error);
        }
    }

    private TimeSpan Limit(HelmWork work) => work switch
    {
        HelmWork.Render => options.RenderLimit,
        HelmWork.Read => options.ReadLimit,
        _ => options.WriteLimit,
    };

    private static string Words(TimeSpan limit) => limit < TimeSpan.FromMinutes(2) ? $"{limit.TotalSeconds:0} seconds" : $"{limit.TotalMinutes:0.#} minutes";

    private static string Doubt(HelmCall call) => call.Work == HelmWork.Render
        ? "does a loop in the chart's templates or in its values never end?"
        : "does the API server answer?";

    private HelmException OutOfMemory(HelmCall call, ChildResult result) => new(HelmFailure.OutOfMemory,
        $"helm {call.Verb} needed more than the {options.MemoryLimit / 1024 / 1024} MiB of memory that one helm may have, and ended: look for what grows without end in {call.Chart ?? "the release"} or its values, or allow helm more memory in the configuration")
    {
        Detail = result.Error.Length > 2000 ? result.Error[..2000] : result.Error,
    };

    private ProcessStartInfo Prepare(HelmCall call)
    {
        var start = new ProcessStartInfo(HelmProgram.Find(options.Program, cure), call.Arguments());
        ChildEnvironment.Narrow(start, options.PassedVariables);
        start.Environment["HELM_CACHE_HOME"] = Work.Folder("cache");
        start.Environment["HELM_CONFIG_HOME"] = Work.Folder("config");
        start.Environment["HELM_DATA_HOME"] = Work.Folder("data");
        start.Environment["KUBECACHEDIR"] = Work.Folder("kube");
        start.Environment["NO_COLOR"] = "1";
        MemoryLimit.Advise(start, options.MemoryLimit, version?.IsAtLeast(FirstWithMemoryLimit) is true);
        start.Environment[HelmProcesses.ParentVariable] = ProcessTable.Self;
        if (options.Kubeconfig is not null) start.Environment["KUBECONFIG"] = Path.GetFullPath(options.Kubeconfig);
        if (options.Context is not null) start.Environment["HELM_KUBECONTEXT"] = options.Context;
        return start;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*v?(?<major>\d{1,4})\.(?<minor>\d{1,4})\.(?<patch>\d{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex VersionText();
}
