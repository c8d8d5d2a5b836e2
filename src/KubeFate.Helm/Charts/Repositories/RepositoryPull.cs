namespace KubeFate.Helm.Charts.Repositories;

/// <summary>
/// Fetches a chart from a repository over HTTP, as <c>helm pull</c> does but for three things: it stops at a size and at a time, it goes to
/// allowed hosts only, and it takes the version that is asked for and no other that would fit.
/// </summary>
internal sealed class RepositoryPull(TimeSpan limit, TimeProvider time)
{
    /// <summary>The largest public indexes have 20 MB.</summary>
    private const int IndexLimit = 32 * 1024 * 1024;

    private const string Index = "the index of the repository";

    private readonly RepositoryIndexes indexes = new(time);

    /// <summary>The archive.</summary>
    public async Task<byte[]> RunAsync(PullRequest request, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        using var download = new BoundedDownload(request);
        try
        {
            var address = await FindAsync(request, download, either.Token);
            return await download.GetAsync(address, Index, $"the chart {request.Chart} {request.Version}", (int)ChartArchive.SizeLimit, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HelmException(HelmFailure.Timeout, $"the chart repository at {request.Repository!.Authority} did not deliver {request.Chart} {request.Version} within {limit.TotalMinutes:0.#} minutes");
        }
    }

    private async Task<Uri> FindAsync(PullRequest request, BoundedDownload download, CancellationToken cancellationToken)
    {
        // The chart may be newer than the index that was kept.
        var found = indexes.Find(request)?.Find(request.Chart, request.Version) ?? await FetchAsync();
        // Below the repository's address, whether that ends with a slash or not.
        return Uri.TryCreate(Folder(request), found, out var address)
            ? address
            : throw new HelmException(HelmFailure.ChartInvalid, $"{Index} names no address for {request.Chart} {request.Version}");

        async Task<string> FetchAsync()
        {
            var index = RepositoryIndex.Read(await download.GetAsync(new Uri(Folder(request), "index.yaml"), "the configuration", Index, IndexLimit, cancellationToken));
            indexes.Keep(request, index);
            return index.Find(request.Chart, request.Version) ?? throw new HelmException(HelmFailure.ChartMissing,
                $"there is no chart {request.Chart} in {request.Repository} {request.Version}: check its name, version and repository");
        }
    }

    private static Uri Folder(PullRequest request) => new(request.Repository!.ToString().TrimEnd('/') + "/");
}
