using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Logs;

/// <summary>
/// Follows the containers of a cluster together: a watch on the pods says which runs there are, and each run has a reader. A slow client
/// holds the readers up, and they the API server: little is kept in memory.
/// </summary>
internal sealed class LogFollower(KubernetesGateway kubernetes, TimeProvider time, ClusterRecord cluster, LogWish wish)
{
    /// <summary>Lines that are read ahead, of all containers together.</summary>
    private const int LinesAhead = 64;

    private readonly Channel<(LogSource Source, string Text)> lines =
        Channel.CreateBounded<(LogSource, string)>(new BoundedChannelOptions(LinesAhead) { SingleReader = true });

    private readonly Dictionary<(string PodUid, string Container, string Run), Task> readers = [];
    private readonly HashSet<(string Pod, string Container)> seen = [];
    private volatile IReadOnlyList<PodInfo> pods = [];

    /// <summary>
    /// The lines, with their prefix as soon as there is more than one container. Ends when all are over, or when the cluster has no pods and
    /// <paramref name="isGone"/> says that it is being deleted.
    /// </summary>
    public async IAsyncEnumerable<string> ReadAsync(Func<CancellationToken, Task<bool>> isGone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(isGone, ending.Token);
        try
        {
            await foreach (var (source, text) in lines.Reader.ReadAllAsync(cancellationToken))
                yield return IsOneOfSeveral() ? source.Prefix + text : text;
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
            await Task.WhenAll(readers.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsOneOfSeveral()
    {
        lock (seen) return seen.Count > 1;
    }

    private async Task WatchAsync(Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        var isFirst = true;
        try
        {
            await foreach (var found in kubernetes.WatchPodsAsync(cluster.Namespace, cluster.Name, cancellationToken))
            {
                pods = found;
                var chosen = LogSource.Choose(found, wish.Container);
                Take(chosen, isFirst, cancellationToken);
                isFirst = false;
                if (found.Count == 0 ? await isGone(cancellationToken) : chosen.Count > 0 && chosen.All(source => source.Pod.IsOver)) break;
            }

            await Task.WhenAll(readers.Values);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client left.
        }
        catch (Exception e)
        {
            failure = e;
        }

        lines.Writer.TryComplete(failure);
    }

    private void Take(IReadOnlyList<LogSource> chosen, bool isFirst, CancellationToken cancellationToken)
    {
        // Before the readers start, so that the first line already knows whether it is alone.
        lock (seen) seen.UnionWith(chosen.Select(source => (source.Pod.Name, source.Container)));
        foreach (var source in chosen)
        {
            if (source.Run is not { HasStarted: true } run) continue;
            var key = (source.Pod.Uid, source.Container, run.Id);
            if (!readers.ContainsKey(key)) readers.Add(key, ReadRunAsync(source, run.Id, isFirst, cancellationToken));
        }

        // Runs that are over and read to their end are remembered as long as their pod is there, no longer.
        var here = pods.Select(pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var key in readers.Keys.Where(key => !here.Contains(key.PodUid) && readers[key].IsCompletedSuccessfully).ToList()) readers.Remove(key);
    }

    /// <summary>Reads one run to its end; when the connection breaks before that, goes on after the last line.</summary>
    private async Task ReadRunAsync(LogSource source, string run, bool isFirst, CancellationToken cancellationToken)
    {
        // What starts while we watch is told from its beginning.
        var asked = wish.For(cluster.Namespace, source) with { Follow = true, TailLines = isFirst ? wish.Tail : null };
        var place = new LogPlace(asked);
        var pause = new Backoff(time, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await foreach (var line in kubernetes.ReadLogAsync(place.Request, cancellationToken))
                {
                    if (!place.IsNew(line)) continue;
                    pause.Reset();
                    await lines.Writer.WriteAsync((source, LogText.Of(wish.Timestamps ? line : line with { Time = null })), cancellationToken);
                }
            }
            catch (KubernetesException failure) when (failure.IsTransient || failure.Code is KubernetesFailure.NotFound or KubernetesFailure.Unauthorized)
            {
                // The server is away, the pod is, or our token was renewed: the watch tells whether there is more to read.
            }
            catch (KubernetesException failure)
            {
                await lines.Writer.WriteAsync((source, LogText.Broken(failure)), cancellationToken);
                return;
            }

            if (!place.CanResume || !IsRunning(source, run)) return;
            await pause.WaitAsync(null, cancellationToken);
            if (!IsRunning(source, run)) return;
            place.Resume();
        }
    }

    private bool IsRunning(LogSource source, string run) => pods.Any(pod => pod.Uid == source.Pod.Uid
        && pod.Runs.Any(known => known.Container == source.Container && known.Id == run && known.IsRunning));
}
