using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeFate.Simulator.Controllers;

/// <summary>
/// Runs all controllers on one loop: changes of the store name what is to be looked at, each is looked at in turn, and when there is
/// nothing the loop sleeps. Starting it on a store with objects in it goes on where the last run ended.
/// </summary>
internal sealed class ControllerHost : IAsyncDisposable
{
    private static readonly TimeSpan retryDelay = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<IController> controllers;
    private readonly Cluster cluster;
    private readonly ObjectStore store;
    private readonly WorkQueue queue;
    private readonly ObjectSubscription changes;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim timeCame = new(0);
    private readonly Lock gate = new();
    private readonly List<TaskCompletionSource> idleWaiters = [];
    private Task running = Task.CompletedTask;
    private bool resting;
    private long seen;

    private ControllerHost(Cluster cluster, IReadOnlyList<IController> controllers, ILogger logger)
    {
        this.cluster = cluster;
        this.controllers = controllers;
        this.logger = logger;
        queue = new(cluster.Time, () => timeCame.Release());
        store = cluster.Store;
        changes = store.Subscribe();
        seen = store.Revision;
        foreach (var (key, item) in store.All()) Name(new(ChangeKind.Added, key, item, null, ObjectMeta.Revision(item)));
    }

    /// <summary>Puts in place what every cluster has (namespaces, the node, the storage class) and lets the controllers run.</summary>
    /// <param name="stages">How pods live.</param>
    /// <param name="options">Null: the defaults.</param>
    public static Task<ControllerHost> StartAsync(
        ObjectStore store, StageCatalog stages, TimeProvider time, ControllerOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new();
        var cluster = new Cluster(store, time);
        ClusterBootstrap.Run(cluster, options);
        var host = new ControllerHost(cluster, ControllerSet.All(cluster, stages, options), options.Logger ?? NullLogger.Instance);
        host.running = Task.Run(host.RunAsync, CancellationToken.None);
        return Task.FromResult(host);
    }

    /// <summary>Waits until every change so far has been looked at and nothing is to be done before some time passes.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        Task idle;
        lock (gate)
        {
            if (resting && IsIdle()) return;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idleWaiters.Add(waiter);
            idle = waiter.Task;
        }

        // A loop that broke down is never idle: its failure is told instead.
        await await Task.WhenAny(idle, running).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        queue.Dispose();
        cluster.Dispose();
        changes.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var news = changes.Reader.WaitToReadAsync(stopping.Token).AsTask();
        var later = timeCame.WaitAsync(stopping.Token);
        while (!stopping.IsCancellationRequested)
        {
            while (changes.Reader.TryRead(out var change))
            {
                Name(change);
                seen = Math.Max(seen, change.Revision);
            }

            if (queue.TryTake(out var item))
            {
                Look(item);
                continue;
            }

            if (!Rest()) continue;
            var woken = await Task.WhenAny(news, later);
            lock (gate) resting = false;
            if (woken == news) news = changes.Reader.WaitToReadAsync(stopping.Token).AsTask();
            else later = timeCame.WaitAsync(stopping.Token);
        }
    }

    // False when something came in the meantime.
    private bool Rest()
    {
        List<TaskCompletionSource> waiters;
        lock (gate)
        {
            if (!IsIdle()) return false;
            resting = true;
            waiters = [.. idleWaiters];
            idleWaiters.Clear();
        }

        foreach (var waiter in waiters) waiter.SetResult();
        return true;
    }

    private bool IsIdle() => store.Revision == seen && queue.IsEmpty;

    private void Look(WorkItem item)
    {
        try
        {
            if (item.Controller.Reconcile(item.Key) is { } delay) queue.AddLater(item, delay);
            else queue.CancelLater(item);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One object that a controller stumbles over must not stop the cluster; it is tried again.
            Log.ReconcileFailed(logger, item.Controller.GetType().Name, item.Key, failure);
            queue.AddLater(item, retryDelay);
        }
    }

    private void Name(ObjectChange change)
    {
        foreach (var controller in controllers)
        {
            try
            {
                foreach (var key in controller.Affected(change)) queue.Add(new(controller, key));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.ReconcileFailed(logger, controller.GetType().Name, change.Key, failure);
            }
        }
    }
}
