using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Reasons;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Watching;

/// <summary>
/// Watches all kinds of one cluster together. Lives as long as somebody enumerates; a reader that is slow gets the newest state, not every one.
/// </summary>
internal sealed class ClusterWatch
{
    /// <summary>Events of a namespace that are kept at most: an hour of a quiet one, the last minutes of a busy one.</summary>
    private const int EventLimit = 1000;

    private readonly Channel<bool> _changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly string _cluster;
    private readonly ObjectTable<Deployment> _deployments;
    private readonly ObjectTable<ReplicaSet> _replicaSets;
    private readonly ObjectTable<StatefulSet> _statefulSets;
    private readonly ObjectTable<DaemonSet> _daemonSets;
    private readonly ObjectTable<Job> _jobs;
    private readonly ObjectTable<Pod> _pods;
    private readonly ObjectTable<Claim> _claims;
    private readonly ObjectTable<ClusterEvent> _events;
    private readonly List<Func<bool, CancellationToken, Task>> _starts = [];
    private readonly List<Func<bool>> _listed = [];
    private readonly List<Func<string?>> _notes = [];

    public ClusterWatch(ApiConnection api, string ns, string cluster)
    {
        _cluster = cluster;
        var labelled = new WatchScope(ns, $"name={cluster}", IsRequired: false);
        var required = labelled with { IsRequired = true };
        var all = labelled with { Selector = null };

        _deployments = Add(api, ResourceTypes.Deployments, required);
        _replicaSets = Add(api, ResourceTypes.ReplicaSets, labelled);
        _statefulSets = Add(api, ResourceTypes.StatefulSets, required);
        _daemonSets = Add(api, ResourceTypes.DaemonSets, labelled);
        _jobs = Add(api, ResourceTypes.Jobs, labelled);
        _pods = Add(api, ResourceTypes.Pods, labelled);
        _claims = Add(api, ResourceTypes.Claims, all);
        _events = Add(api, ResourceTypes.Events, all, Telling.IsTelling, EventLimit);
    }

    /// <summary>The state once all kinds are listed; then, when <paramref name="follow"/>, again after each change.</summary>
    /// <exception cref="KubernetesException">A required kind may not be seen, or the first lists failed.</exception>
    public async IAsyncEnumerable<ClusterObjects> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.WhenAll(_starts.Select(start => GuardAsync(start, follow, ending.Token)));
        try
        {
            await foreach (var _ in _changes.Reader.ReadAllAsync(cancellationToken))
            {
                if (!_listed.TrueForAll(isListed => isListed())) continue;
                yield return Capture();
                if (!follow) yield break;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await running;
        }
    }

    private ObjectTable<T> Add<T>(
        ApiConnection api, ResourceType<T> type, WatchScope scope, Func<T, bool>? keep = null, int limit = int.MaxValue)
        where T : IResource
    {
        var table = new ObjectTable<T>(() => _changes.Writer.TryWrite(item: true), keep, limit);
        var watch = new ResourceWatch<T>(api, type, scope, table);
        _starts.Add((follow, cancellationToken) => follow ? watch.RunAsync(cancellationToken) : watch.ListAsync(cancellationToken));
        _listed.Add(() => table.IsListed);
        _notes.Add(() => table.Note);
        return table;
    }

    /// <summary>One kind's failure ends the whole: the reader gets the exception. What the table could do without is no failure.</summary>
    private async Task GuardAsync(Func<bool, CancellationToken, Task> start, bool follow, CancellationToken cancellationToken)
    {
        try
        {
            await start(follow, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception e)
        {
            _changes.Writer.TryComplete(e);
        }
    }

    private ClusterObjects Capture() => new()
    {
        Cluster = _cluster,
        Deployments = _deployments.All(),
        ReplicaSets = _replicaSets.All(),
        StatefulSets = _statefulSets.All(),
        DaemonSets = _daemonSets.All(),
        Jobs = _jobs.All(),
        Pods = _pods.All(),
        Claims = _claims.All(),
        Events = _events.All(),
        Notes = [.. _notes.Select(note => note()).OfType<string>().Distinct(StringComparer.Ordinal)],
    };
}
