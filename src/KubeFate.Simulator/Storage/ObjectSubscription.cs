using System.Threading.Channels;

namespace KubeFate.Simulator.Storage;

/// <summary>Changes as they come, in order, none left out. Dispose it when done.</summary>
internal sealed class ObjectSubscription(Func<ObjectChange, bool>? wanted, Action<ObjectSubscription> leave) : IAsyncEnumerable<ObjectChange>, IDisposable
{
    private readonly Channel<ObjectChange> channel = Channel.CreateUnbounded<ObjectChange>(new() { SingleReader = true });

    /// <summary>For a reader that waits for other things too.</summary>
    public ChannelReader<ObjectChange> Reader => channel.Reader;

    public void Offer(ObjectChange change)
    {
        if (wanted is null || wanted(change)) channel.Writer.TryWrite(change);
    }

    public IAsyncEnumerator<ObjectChange> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        channel.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    public void Dispose()
    {
        leave(this);
        channel.Writer.TryComplete();
    }
}
