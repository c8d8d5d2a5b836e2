namespace KubeFate.Service.Users.Streams;

/// <summary>One open answer that goes on for as long as its caller may have it.</summary>
internal sealed class LiveStream(Caller caller, DateTimeOffset? endsAt, Action<LiveStream> closed) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private bool isClosed;

    public Caller Caller { get; } = caller;

    /// <summary>When the session or the token that it was opened with ends by itself; null: never.</summary>
    public DateTimeOffset? EndsAt { get; } = endsAt;

    /// <summary>Why it had to end; null while it may go on.</summary>
    public string? Reason { get; private set; }

    /// <summary>Cancelled when it must end.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Ends it, once.</summary>
    public void End(string reason)
    {
        lock (gate)
        {
            if (isClosed || Reason is not null) return;
            Reason = reason;
        }

        // Outside the lock: what waits for it runs on at once.
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was closed in between.
        }
    }

    public void Dispose()
    {
        lock (gate) isClosed = true;
        closed(this);
        ending.Dispose();
    }
}
