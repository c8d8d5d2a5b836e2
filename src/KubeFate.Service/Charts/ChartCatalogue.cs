using System.Text.RegularExpressions;
using KubeFate.Client.Charts;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Charts;

/// <summary>
/// Finds charts: in the database, else among those that come with the program, else in the chart repository when one is set. What is found
/// elsewhere is in the database afterwards.
/// </summary>
internal sealed partial class ChartCatalogue(ChartStore store, BuiltInCharts builtIn, ChartRepository repository, ArchiveFiles files, ChartAudit audit)
{
    /// <summary>
    /// The chart of that name and version; what is not in the catalogue is put there, which the audit log tells. For what an operator does: reading
    /// alone changes nothing. Throws <c>chart_missing</c> with what is at hand, or why it could not be fetched.
    /// </summary>
    /// <param name="name">The chart's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="user">For whom it is.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    public async Task<ChartRecord> FetchAsync(string name, string version, string user, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, version, cancellationToken) is { } present) return present;
        var chart = $"{name} {version}";
        var restored = await audit.WriteAsync("chart.restore", chart, user, "the service's own charts", cancel => builtIn.RestoreAsync(name, version, cancel), cancellationToken);
        if (restored is not null) return restored;
        if (!repository.IsSet) throw await MissingAsync(name, version, cancellationToken);
        // Two jobs that ask at once both pull; the first to write wins, and both get what it wrote.
        return (await audit.WriteAsync("chart.pull", chart, user, repository.Name, async cancel =>
            await store.AddAsync(await repository.PullAsync(name, version, cancel), cancel), cancellationToken))!;
    }

    /// <summary>The chart of that name and version that is in the catalogue. Throws <c>chart_missing</c> with what is at hand and how to have it.</summary>
    public async Task<ChartRecord> RequireAsync(string name, string version, CancellationToken cancellationToken) =>
        await FindAsync(name, version, cancellationToken) ?? throw await MissingAsync(name, version, cancellationToken);

    /// <summary>The archive as a file for helm. Throws <c>chart_missing</c> when the chart was replaced or deleted long ago.</summary>
    public async Task<string> OpenAsync(string digest, CancellationToken cancellationToken)
    {
        // A job that an earlier version of the service began has recorded a path.
        if (Path.IsPathRooted(digest)) return digest;
        return files.Find(digest) ?? await files.WriteAsync(digest, await ArchiveAsync(digest, cancellationToken), cancellationToken);
    }

    /// <summary>What the archive of that digest says of itself.</summary>
    public async Task<ChartArchive> ReadAsync(string digest, CancellationToken cancellationToken) =>
        ChartArchive.Inspect(await ArchiveAsync(digest, cancellationToken), digest);

    /// <summary>
    /// What in that cluster.yaml is not in the chart's example, one sentence each: for charts whose keys we do not know ourselves.
    /// </summary>
    public async Task<IReadOnlyList<string>> CompareAsync(string digest, string spec, CancellationToken cancellationToken)
    {
        var file = ClusterFile.Parse(spec);
        // An advice only: a chart that was replaced long ago, or a path that an earlier version recorded, must not fail a job over it.
        if (file.Spec is not { Release: null } || await store.FindArchiveAsync(digest, cancellationToken) is not { } archive) return [];
        return ChartArchive.Inspect(archive, digest).ValuesTemplateExample is { } example
            ? [.. ClusterExample.Compare(spec, example).Select(problem => $"{problem.Path}: {problem.Message}")]
            : [];
    }

    /// <summary>What is known of images that the chart of that digest names and that are gone; nothing of a chart that was replaced long ago.</summary>
    public async Task<IReadOnlyList<string>> GoneImagesAsync(string digest, CancellationToken cancellationToken) =>
        await store.FindArchiveAsync(digest, cancellationToken) is { } archive ? [.. GoneImages.Doubts(ChartArchive.Inspect(archive, digest))] : [];

    private async Task<ChartRecord?> FindAsync(string name, string version, CancellationToken cancellationToken)
    {
        // Both become part of a path and of helm's arguments.
        if (!Word().IsMatch(name) || !Word().IsMatch(version))
            throw new ServiceException("chart_invalid", $"\"{name}\" \"{version}\" is no chart name and version; letters, digits, dots, hyphens and underscores are allowed", 400);
        await builtIn.EnsureAsync(cancellationToken);
        return await store.FindAsync(name, version, cancellationToken);
    }

    private async Task<byte[]> ArchiveAsync(string digest, CancellationToken cancellationToken) =>
        await store.FindArchiveAsync(digest, cancellationToken)
        ?? throw new ServiceException("chart_missing", $"the chart {digest} was replaced or deleted meanwhile; try again with the one that is there now", 404);

    private async Task<ServiceException> MissingAsync(string name, string version, CancellationToken cancellationToken)
    {
        var (charts, _) = await store.ListAsync(new ChartQuery { Name = name }, cancellationToken);
        var versions = string.Join(", ", charts.Select(chart => chart.Version).Order(StringComparer.Ordinal));
        var atHand = charts.Count == 0 ? $"no version of {name} is at hand" : $"at hand: {versions}";
        return new ServiceException("chart_missing",
            $"there is no chart {name} {version} here ({atHand}). {ChartAdvice.Instead(name, version)}upload the chart (kubefate chart upload -f {name}-{version}.tgz), or {Pull(name)}", 404);
    }

    private string Pull(string name) => repository.IsSet
        ? $"let an operator's install or dry run pull it from {repository.Name}"
        : $"set FATECLOUD_REPO_URL for the service, to pull charts from a repository{ChartAdvice.Repository(name)}";

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,98}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
