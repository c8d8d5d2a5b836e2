using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Charts;

/// <summary>
/// Indexes of chart repositories that were fetched a short while ago: an index may be megabytes, and charts are often asked for in a row.
/// </summary>
internal sealed class RepositoryIndexes(WorkFolder work, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> fetched = new(StringComparer.Ordinal);

    /// <summary>Puts the repository's index where helm looks for it; false when none is fresh.</summary>
    public bool TryCopy(PullRequest request, string target)
    {
        var key = Key(request);
        var path = PathOf(key);
        if (!fetched.TryGetValue(key, out var moment) || time.GetUtcNow() - moment > Fresh || !File.Exists(path)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(path, target, overwrite: true);
        return true;
    }

    /// <summary>Keeps the index that helm has just fetched. Another pull sees the old one or the new one, never half of it.</summary>
    public void Keep(PullRequest request, string source)
    {
        if (!File.Exists(source)) return;
        var key = Key(request);
        var draft = $"{PathOf(key)}.{Guid.NewGuid():N}";
        File.Copy(source, draft);
        File.Move(draft, PathOf(key), overwrite: true);
        fetched[key] = time.GetUtcNow();
    }

    private string PathOf(string key) => Path.Combine(work.Folder("indexes"), key + ".yaml");

    /// <summary>Other users may be shown another index; a changed password must be tried.</summary>
    private static string Key(PullRequest request)
    {
        var text = string.Join('\n', request.Repository, request.Credentials?.UserName, request.Credentials?.Password, request.CaFile);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
