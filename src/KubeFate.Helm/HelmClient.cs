using System.Text.Json.Nodes;
using KubeFate.Helm.Charts;
using KubeFate.Helm.Charts.Repositories;
using KubeFate.Helm.Processes;
using KubeFate.Helm.Releases;

namespace KubeFate.Helm;

/// <summary>
/// The <c>helm</c> command (3.9 to 4.x) as a typed client. Every call is one child process without a shell; a cancelled token ends it and
/// all it started. Failures are <see cref="HelmException"/>. No call waits until workloads are ready.
/// </summary>
public sealed class HelmClient
{
    private readonly HelmRunner runner;
    private readonly ReleaseCommands releases;
    private readonly ChartCommands charts;
    private readonly PullCommand registries;
    private readonly RepositoryPull repositories;

    public HelmClient(HelmOptions options, TimeProvider time)
    {
        runner = new HelmRunner(options, time);
        releases = new ReleaseCommands(runner, options.DisableOpenApiValidation);
        charts = new ChartCommands(runner);
        registries = new PullCommand(runner);
        repositories = new RepositoryPull(options.ReadLimit, time);
    }

    /// <summary>Where this client keeps what only we may read.</summary>
    internal WorkFolder Work => runner.Work;

    /// <summary>The command's version; it is asked once.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.HelmMissing"/>, <see cref="HelmFailure.HelmTooOld"/>.</exception>
    public Task<HelmVersion> GetVersionAsync(CancellationToken cancellationToken) => runner.GetVersionAsync(cancellationToken);

    /// <summary>The release's newest revision, or null only when helm says that there is no such release.</summary>
    public async Task<HelmRelease?> GetStatusAsync(ReleaseName release, CancellationToken cancellationToken) =>
        await releases.HistoryAsync(release, 1, cancellationToken) is [.., var newest] ? newest : null;

    /// <summary>The revisions that helm keeps, oldest first; none when helm says that there is no such release.</summary>
    public Task<IReadOnlyList<HelmRelease>> GetHistoryAsync(ReleaseName release, CancellationToken cancellationToken) =>
        releases.HistoryAsync(release, 256, cancellationToken);

    /// <summary>Installs; a record that <c>uninstall --keep-history</c> left does not stand in the way.</summary>
    public Task<HelmRelease> InstallAsync(ReleaseRequest request, CancellationToken cancellationToken) =>
        releases.ApplyAsync("install", "--replace", request, cancellationToken);

    /// <summary>Upgrades to exactly the request's values; those of earlier revisions are not carried over.</summary>
    public Task<HelmRelease> UpgradeAsync(ReleaseRequest request, CancellationToken cancellationToken) =>
        releases.ApplyAsync("upgrade", "--reset-values", request, cancellationToken);

    /// <summary>
    /// Removes the release's objects and record. Volume claims that a StatefulSet made stay: they are not helm's. Helm 3 may forget the
    /// release though an object was left; the exception then says so.
    /// </summary>
    public Task UninstallAsync(ReleaseName release, CancellationToken cancellationToken) => releases.UninstallAsync(release, cancellationToken);

    /// <summary>
    /// Makes the chart and values of that revision the newest revision; also ends a <c>pending-*</c> that a crash left. With <paramref name="force"/> it takes
    /// fields over that others own by now; helm 3 does so anyway.
    /// </summary>
    public Task RollbackAsync(ReleaseName release, int revision, bool force, CancellationToken cancellationToken) =>
        releases.RollbackAsync(release, revision, force, cancellationToken);

    /// <summary>The values the newest revision was given; with <paramref name="all"/> the chart's own under them too.</summary>
    public Task<JsonObject> GetValuesAsync(ReleaseName release, bool all, CancellationToken cancellationToken) =>
        releases.ValuesAsync(release, all, cancellationToken);

    /// <summary>The manifests of the newest revision, YAML documents.</summary>
    public Task<string> GetManifestAsync(ReleaseName release, CancellationToken cancellationToken) =>
        releases.ManifestAsync(release, revision: null, cancellationToken);

    /// <summary>The same of an older revision.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.ReleaseMissing"/>: helm does not keep it any more.</exception>
    public Task<string> GetManifestAsync(ReleaseName release, int revision, CancellationToken cancellationToken) =>
        releases.ManifestAsync(release, revision, cancellationToken);

    /// <summary>What the request would install, rendered without asking a cluster: YAML documents.</summary>
    public Task<string> TemplateAsync(ReleaseRequest request, CancellationToken cancellationToken) =>
        charts.TemplateAsync(request, cancellationToken);

    /// <summary>Checks the chart, with values if given; findings are the report's, an exception means that helm could not look.</summary>
    public Task<LintReport> LintAsync(string chart, JsonObject? values, CancellationToken cancellationToken) =>
        charts.LintAsync(chart, values, cancellationToken);

    /// <summary>
    /// Packs a chart folder into <c>name-version.tgz</c> in the destination folder, made if need be, and returns the archive's path.
    /// </summary>
    public Task<string> PackageAsync(string chart, string destination, CancellationToken cancellationToken) =>
        charts.PackageAsync(chart, destination, cancellationToken);

    /// <summary>Fetches a chart archive of at most <see cref="ChartArchive.SizeLimit"/>: from a registry by helm, from a repository without it.</summary>
    public Task<byte[]> PullAsync(PullRequest request, CancellationToken cancellationToken) =>
        request.Repository is null ? registries.RunAsync(request, cancellationToken) : repositories.RunAsync(request, cancellationToken);
}
