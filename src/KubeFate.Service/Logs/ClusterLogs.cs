using System.Runtime.CompilerServices;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Logs;

/// <summary>The logs of a cluster's containers, as lines without their ends.</summary>
internal sealed class ClusterLogs(Lazy<KubernetesGateway> kubernetes, ClusterStore clusters, TimeProvider time)
{
    /// <summary>The cluster. Throws the original's words with 404 when there is none.</summary>
    public async Task<ClusterRecord> FindAsync(string uuid, CancellationToken cancellationToken)
    {
        var cluster = await clusters.FindAsync(uuid, cancellationToken);
        return cluster is { DeletedAt: null } ? cluster : throw new ServiceException("cluster_missing", "get Cluster error, record not found", StatusCodes.Status404NotFound);
    }

    /// <summary>The containers that are meant; none when there are none.</summary>
    public async Task<IReadOnlyList<LogSource>> ChooseAsync(ClusterRecord cluster, LogWish wish, CancellationToken cancellationToken) =>
        LogSource.Choose(await kubernetes.Value.ListPodsAsync(cluster.Namespace, cluster.Name, cancellationToken), wish.Container);

    /// <summary>The containers that are meant and have such a log. Throws <c>container_missing</c>, or <c>log_missing</c>, when there is none of them.</summary>
    public async Task<IReadOnlyList<LogSource>> RequireAsync(ClusterRecord cluster, LogWish wish, CancellationToken cancellationToken)
    {
        var pods = await kubernetes.Value.ListPodsAsync(cluster.Namespace, cluster.Name, cancellationToken);
        var chosen = LogSource.Choose(pods, wish.Container);
        // What is still to come can be waited for.
        if (wish.Follow && (chosen.Count > 0 || pods.Count == 0 || IsChanging(cluster))) return chosen;
        if (chosen.Count == 0)
            throw new ServiceException("container_missing", $"no container{(wish.Container is { } name ? $" or module \"{name}\"" : "")} in the cluster {cluster.Name}; {LogSource.Names(pods)}", StatusCodes.Status404NotFound);
        return chosen.Any(source => HasLog(source, wish)) ? chosen : throw NoLog(chosen, wish);
    }

    /// <summary>The log so far, one container after the other. A container that has not started is left out.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        ClusterRecord cluster, LogWish wish, IReadOnlyList<LogSource> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasBegun = false;
        foreach (var source in sources.Where(source => HasLog(source, wish)))
        {
            var prefix = sources.Count > 1 ? source.Prefix : "";
            var lines = kubernetes.Value.ReadLogAsync(wish.For(cluster.Namespace, source), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (lines)
            {
                while (await NextAsync(lines, hasBegun) is { } line)
                {
                    hasBegun = true;
                    yield return prefix + line;
                }
            }
        }
    }

    /// <summary>The log so far and what comes, of the containers that run and of those that start later, until nothing more can come.</summary>
    public IAsyncEnumerable<string> FollowAsync(ClusterRecord cluster, LogWish wish, CancellationToken cancellationToken) =>
        new LogFollower(kubernetes.Value, time, cluster, wish).ReadAsync(cancel => IsGoneAsync(cluster.Uuid, cancel), cancellationToken);

    // A failure is an answer of its own as long as nothing was answered; after that it can only be told in the text.
    private static async Task<string?> NextAsync(IAsyncEnumerator<LogLine> lines, bool hasBegun)
    {
        try
        {
            return await lines.MoveNextAsync() ? LogText.Of(lines.Current) : null;
        }
        catch (KubernetesException failure) when (failure.Code == KubernetesFailure.NotFound)
        {
            return null; // The pod went in between.
        }
        catch (KubernetesException failure) when (hasBegun)
        {
            return LogText.Broken(failure);
        }
    }

    private static bool HasLog(LogSource source, LogWish wish) => source.Run is { } run && (wish.Previous ? run.HasPrevious : run.HasStarted);

    private static bool IsChanging(ClusterRecord cluster) => cluster.Status is Client.Clusters.ClusterStatus.Creating or Client.Clusters.ClusterStatus.Updating;

    private static ServiceException NoLog(IReadOnlyList<LogSource> chosen, LogWish wish)
    {
        var names = string.Join(", ", chosen.Select(source => $"{source.Pod.Name} {source.Container}{(source.Run?.WaitsFor is { } reason && !wish.Previous ? $" ({reason})" : "")}"));
        return new ServiceException("log_missing", wish.Previous
            ? $"there was no restart, and so there is no previous log of {names}"
            : $"no log yet: not started are {names}. Follow the log to wait for them", StatusCodes.Status409Conflict);
    }

    // The status says it from the moment the delete is accepted, before the first pod goes.
    private async Task<bool> IsGoneAsync(string uuid, CancellationToken cancellationToken) =>
        await clusters.FindAsync(uuid, cancellationToken) is not { DeletedAt: null } cluster || cluster.Status == Client.Clusters.ClusterStatus.Deleting;
}
