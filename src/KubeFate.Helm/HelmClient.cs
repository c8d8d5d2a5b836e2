using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Helm.Processes;
using KubeFate.Helm.Releases;

namespace KubeFate.Helm;

/// <summary>
/// The <c>helm</c> command (3.9 to 4.x) as a typed client. Every call is one child process without a shell; a cancelled token ends it and
/// all it started. Failures are <see cref="HelmException"/>. No call waits until workloads are ready.
/// </summary>
public sealed partial class HelmClient(HelmOptions options, TimeProvider time)
{
    private readonly HelmRunner runner = new(options, time);
    private HelmVersion? version;

    /// <summary>The command's version; it is asked once.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.HelmMissing"/>, <see cref="HelmFailure.HelmTooOld"/>.</exception>
    public async Task<HelmVersion> GetVersionAsync(CancellationToken cancellationToken) =>
        version ??= await ReadVersionAsync(cancellationToken);

    /// <summary>The release's newest revision, or null only when helm says that there is no such release.</summary>
    public async Task<HelmRelease?> GetStatusAsync(ReleaseName release, CancellationToken cancellationToken)
    {
        // Not `helm status`: that one also reads every object of the release, and does not tell the chart.
        try
        {
            var json = await RunAsync(Call("history", release, ["--max", "1", "-o", "json"], [release.Name]), cancellationToken);
            return ReleaseJson.History(release, json) is [.., var newest] ? newest : null;
        }
        catch (HelmException error) when (error.Code == HelmFailure.ReleaseMissing)
        {
            return null;
        }
    }

    /// <summary>The revisions that helm keeps, oldest first.</summary>
    public async Task<IReadOnlyList<HelmRelease>> GetHistoryAsync(ReleaseName release, CancellationToken cancellationToken) =>
        ReleaseJson.History(release, await RunAsync(Call("history", release, ["-o", "json"], [release.Name]), cancellationToken));

    /// <summary>Installs; a record that <c>uninstall --keep-history</c> left does not stand in the way.</summary>
    public Task<HelmRelease> InstallAsync(ReleaseRequest request, CancellationToken cancellationToken) =>
        ApplyAsync("install", ["--replace"], request, cancellationToken);

    /// <summary>Upgrades to exactly the request's values; those of earlier revisions are not carried over.</summary>
    public Task<HelmRelease> UpgradeAsync(ReleaseRequest request, CancellationToken cancellationToken) =>
        ApplyAsync("upgrade", ["--reset-values"], request, cancellationToken);

    /// <summary>Removes the release's objects and record. Volume claims that a StatefulSet made stay: they are not helm's.</summary>
    public Task UninstallAsync(ReleaseName release, CancellationToken cancellationToken) =>
        RunAsync(Call("uninstall", release, [], [release.Name]) with { Writes = true }, cancellationToken);

    private async Task<HelmRelease> ApplyAsync(string verb, string[] first, ReleaseRequest request, CancellationToken cancellationToken)
    {
        using var run = runner.Work.NewRun();
        var values = await run.WriteAsync("values.json", request.Values.ToJsonString(), cancellationToken);
        List<string> flags = [.. first, "--output", "json", "--values", values, "--description", request.Description ?? $"KubeFATE {verb}"];
        if (options.DisableOpenApiValidation) flags.Add("--disable-openapi-validation");
        if (request.HookTimeout is { } limit) flags.AddRange(["--timeout", string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0}s")]);
        if (request.ForceConflicts && (await GetVersionAsync(cancellationToken)).AppliesOnTheServer) flags.Add("--force-conflicts");

        var chart = Path.GetFullPath(request.Chart);
        var call = Call(verb, request.Release, flags, [request.Release.Name, chart]) with { Chart = chart, Writes = true };
        return ReleaseJson.Release(await RunAsync(call, cancellationToken));
    }

    private static HelmCall Call(string verb, ReleaseName release, IReadOnlyList<string> flags, IReadOnlyList<string> operands) =>
        new() { Verb = verb, Release = release, Options = flags, Operands = operands };

    private async Task<string> RunAsync(HelmCall call, CancellationToken cancellationToken)
    {
        await GetVersionAsync(cancellationToken);
        return await runner.RunAsync(call, cancellationToken);
    }

    private async Task<HelmVersion> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var result = await runner.TryAsync(new HelmCall { Verb = "version", Options = ["--template", "{{.Version}}"] }, cancellationToken);
        var match = VersionText().Match(result.Output);
        if (!match.Success)
        {
            throw new HelmException(HelmFailure.HelmMissing, $"{options.Program} does not answer as helm does: install helm 3.9 or newer or name its path")
            {
                Detail = (result.Output + result.Error).Trim(),
            };
        }

        var found = new HelmVersion(Number(match, 1), Number(match, 2), Number(match, 3));
        return found.IsSupported
            ? found
            : throw new HelmException(HelmFailure.HelmTooOld, $"helm {found} is too old: install helm 3.9 or newer (https://helm.sh/docs/intro/install/)");
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*v?(\d+)\.(\d+)\.(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionText();
}
