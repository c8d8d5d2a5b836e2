using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Logs;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Watching;

/// <summary>Watches the pods of one cluster, for following their logs.</summary>
internal static class PodWatch
{
    public static async IAsyncEnumerable<IReadOnlyList<PodInfo>> ReadAsync(
        ApiConnection api, string ns, string cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Room for one: a change that nobody has looked at yet covers those that follow it.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        var table = new ObjectTable<Pod>(() => changes.Writer.TryWrite(item: true));
        var watch = new ResourceWatch<Pod>(api, ResourceTypes.Pods, new WatchScope(ns, $"name={cluster}", IsRequired: true), table);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(watch, changes.Writer, ending.Token);
        try
        {
            await foreach (var _ in changes.Reader.ReadAllAsync(cancellationToken))
            {
                if (table.IsListed) yield return [.. table.All().Select(PodLog.Info)];
            }
        }
        finally
        {
            await ending.CancelAsync();
            await running;
        }
    }

    private static async Task RunAsync(ResourceWatch<Pod> watch, ChannelWriter<bool> changes, CancellationToken cancellationToken)
    {
        try
        {
            await watch.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception e)
        {
            changes.TryComplete(e);
        }
    }
}
