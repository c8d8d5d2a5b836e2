using System.Collections.Concurrent;

namespace KubeFate.Helm.Charts.Repositories;

/// <summary>
/// Indexes of chart repositories that were fetched a short while ago: an index may be megabytes, and charts are often asked for in a row.
/// </summary>
internal sealed class RepositoryIndexes(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    // Other users may be shown another index; a changed password must be tried.
    private readonly ConcurrentDictionary<(Uri Repository, string? UserName, string? Password, string? CaFile), (RepositoryIndex Index, DateTimeOffset Fetched)> indexes = [];

    /// <summary>The repository's index; null when none is fresh.</summary>
    public RepositoryIndex? Find(PullRequest request) =>
        indexes.TryGetValue(Key(request), out var kept) && time.GetUtcNow() - kept.Fetched <= Fresh ? kept.Index : null;

    public void Keep(PullRequest request, RepositoryIndex index)
    {
        foreach (var (key, kept) in indexes)
        {
            if (time.GetUtcNow() - kept.Fetched > Fresh) indexes.TryRemove(key, out _);
        }

        indexes[Key(request)] = (index, time.GetUtcNow());
    }

    private static (Uri Repository, string? UserName, string? Password, string? CaFile) Key(PullRequest request) =>
        (request.Repository!, request.Credentials?.UserName, request.Credentials?.Password, request.CaFile);
}
