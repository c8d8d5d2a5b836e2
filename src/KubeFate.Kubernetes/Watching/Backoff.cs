namespace KubeFate.Kubernetes.Watching;

/// <summary>
/// How long to wait before the next try: 100 ms, then twice as long each time up to 30 s, less a random quarter so that many watchers do
/// not come back in one instant.
/// </summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private TimeSpan _next = First;

    /// <summary>Tries that failed since the last <see cref="Reset"/>.</summary>
    public int Failures { get; private set; }

    public void Reset()
    {
        _next = First;
        Failures = 0;
    }

    /// <summary>Counts a failure and says how long to wait.</summary>
    public TimeSpan Next()
    {
#pragma warning disable CA5394 // Not for secrets.
        var delay = _next * (1 - (Random.Shared.NextDouble() / 4));
#pragma warning restore CA5394
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        Failures++;
        return delay;
    }

    /// <summary>Counts a failure and waits, at least as long as the server asked.</summary>
    public Task WaitAsync(TimeSpan? atLeast, CancellationToken cancellationToken)
    {
        var delay = Next();
        return Task.Delay(atLeast > delay ? atLeast.Value : delay, time, cancellationToken);
    }
}
