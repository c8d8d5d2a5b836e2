using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Helm.Charts;
using KubeFate.Helm.Failures;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Releases;

/// <summary>The helm commands that need a cluster.</summary>
internal sealed class ReleaseCommands(HelmRunner runner, bool disableOpenApiValidation)
{
    private const string Force = "--force-conflicts";

    /// <summary>The newest revisions, up to the limit, oldest first; none only when helm says that there is no such release.</summary>
    public async Task<IReadOnlyList<HelmRelease>> HistoryAsync(ReleaseName release, int limit, CancellationToken cancellationToken)
    {
        // Not `helm status`: that one also reads every object of the release, and does not tell the chart.
        var call = Call("history", release) with { Options = ["--max", limit.ToString(CultureInfo.InvariantCulture), "--output", "json"] };
        try
        {
            return ReleaseJson.History(release, await runner.RunAsync(call, cancellationToken));
        }
        catch (HelmException error) when (error.Code == HelmFailure.ReleaseMissing)
        {
            return [];
        }
    }

    public async Task<HelmRelease> ApplyAsync(string verb, string flag, ReleaseRequest request, CancellationToken cancellationToken)
    {
        var chart = ChartPath.Require(request.Chart);
        using var run = runner.Work.NewRun();
        var values = await run.WriteValuesAsync(request.Values, cancellationToken);
        var description = request.Description ?? $"KubeFATE {verb}";
        List<string> options = [flag, "--output", "json", "--values", values, "--description", description];
        if (disableOpenApiValidation) options.Add("--disable-openapi-validation");
        if (request.HookTimeout is { } limit) options.AddRange(["--timeout", limit.TotalSeconds.ToString("0's'", CultureInfo.InvariantCulture)]);
        if (request.ForceConflicts && await MergesOnTheServerAsync(request.Release, isNew: verb == "install", cancellationToken)) options.Add(Force);

        var call = Call(verb, request.Release) with { Options = options, Operands = [request.Release.Name, chart], Chart = chart };
        var result = await runner.TryAsync(call, cancellationToken);
        if (result.ExitCode != 0) throw FailureRules.Explain(call, result);
        RequireRecorded(call, result);
        return ReleaseJson.Release(result.Output);
    }

    public async Task UninstallAsync(ReleaseName release, CancellationToken cancellationToken)
    {
        // Without --debug helm keeps to itself why an object could not be deleted.
        var call = Call("uninstall", release) with { Options = ["--debug"] };
        var result = await runner.TryAsync(call, cancellationToken);
        if (result.ExitCode == 0) return;
        var error = FailureRules.Explain(call, result);
        if (!result.Error.Contains("uninstallation completed with", StringComparison.Ordinal)) throw error;

        // Helm 3 goes on when an object cannot be deleted, and may forget the release with the object still there.
        if ((await HistoryAsync(release, 1, cancellationToken)).Count > 0) throw error;
        const string forgotten = "Helm has forgotten the release all the same: delete by hand what it left in namespace";
        throw new HelmException(error.Code, $"{error.Message}. {forgotten} {release.Namespace}", error)
        {
            Detail = error.Detail,
            IsTransient = error.IsTransient,
            MayHaveChanged = true,
        };
    }

    public async Task RollbackAsync(ReleaseName release, int revision, bool force, CancellationToken cancellationToken)
    {
        var forces = force && await MergesOnTheServerAsync(release, isNew: false, cancellationToken);
        var call = Call("rollback", release) with
        {
            Options = forces ? [Force] : [],
            Operands = [release.Name, revision.ToString(CultureInfo.InvariantCulture)],
        };
        await runner.RunAsync(call, cancellationToken);
    }

    public async Task<JsonObject> ValuesAsync(ReleaseName release, bool all, CancellationToken cancellationToken)
    {
        var call = Call("get values", release) with { Options = all ? ["--all", "--output", "json"] : ["--output", "json"] };
        return ReleaseJson.Object(await runner.RunAsync(call, cancellationToken));
    }

    public Task<string> ManifestAsync(ReleaseName release, int? revision, CancellationToken cancellationToken)
    {
        var call = Call("get manifest", release);
        return runner.RunAsync(revision is { } number ? call with { Options = ["--revision", number.ToString(CultureInfo.InvariantCulture)] } : call, cancellationToken);
    }

    /// <summary>
    /// Whether the next change of the release can meet other owners of fields at all. Helm 4 goes on as the newest revision was applied, and where that was on
    /// the client (by helm 3) it refuses the force, and writes a failed revision for it (helm@v4.1.4 pkg/action/upgrade.go, getUpgradeServerSideValue).
    /// </summary>
    private async Task<bool> MergesOnTheServerAsync(ReleaseName release, bool isNew, CancellationToken cancellationToken)
    {
        if (!(await runner.GetVersionAsync(cancellationToken)).AppliesOnTheServer) return false;
        if (isNew) return true;
        var call = Call("get metadata", release) with { Options = ["--output", "json"] };
        return ReleaseJson.Object(await runner.RunAsync(call, cancellationToken))["applyMethod"]?.ToString() == "ssa";
    }

    /// <summary>
    /// Helm ends well even if its last word, that the revision is deployed, could not be written. Helm 4 at least says so in its log; the
    /// release is pending, and the next try recovers it.
    /// </summary>
    private static void RequireRecorded(HelmCall call, ChildResult result)
    {
        if (!result.Error.Contains("failed to record the release", StringComparison.Ordinal)) return;
        throw new HelmException(
            HelmFailure.Unreachable, $"helm {call.Verb} made the objects of release {call.Release} but could not write down that it did: try again")
        {
            Detail = result.Error.Trim(),
            IsTransient = true,
            MayHaveChanged = true,
        };
    }

    private static HelmCall Call(string verb, ReleaseName release) => new() { Verb = verb, Release = release, Operands = [release.Name] };
}
