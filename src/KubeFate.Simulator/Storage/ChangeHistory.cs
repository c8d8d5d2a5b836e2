namespace KubeFate.Simulator.Storage;

/// <summary>The latest changes and those who follow them. Guarded by the store's lock.</summary>
internal sealed class ChangeHistory(int limit)
{
    private readonly Queue<ObjectChange> changes = new();
    private readonly List<ObjectSubscription> followers = [];
    private long oldestKnown;

    public long Latest { get; private set; }

    public void StartAt(long revision)
    {
        Latest = revision;
        oldestKnown = revision;
    }

    public void Add(ObjectChange change)
    {
        Latest = change.Revision;
        changes.Enqueue(change);
        if (changes.Count > limit) oldestKnown = changes.Dequeue().Revision;
        foreach (var follower in followers) follower.Offer(change);
    }

    /// <summary>All changes after a revision, oldest first; null when some of them are forgotten.</summary>
    public IReadOnlyList<ObjectChange>? Since(long revision) =>
        revision < oldestKnown ? null : [.. changes.Where(change => change.Revision > revision)];

    public ObjectSubscription Subscribe(long afterRevision, Func<ObjectChange, bool>? wanted, Lock gate)
    {
        if (afterRevision < oldestKnown)
            throw ApiFailure.Expired($"too old resource version: {afterRevision} ({oldestKnown})");
        var follower = new ObjectSubscription(wanted, leaving =>
        {
            lock (gate) followers.Remove(leaving);
        });
        foreach (var change in changes)
        {
            if (change.Revision > afterRevision) follower.Offer(change);
        }

        followers.Add(follower);
        return follower;
    }
}
