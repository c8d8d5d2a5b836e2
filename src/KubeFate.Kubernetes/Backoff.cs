namespace KubeFate.Kubernetes;

/// <summary>
/// How long to wait before the next try: <paramref name="first"/>, then twice as long each time up to <paramref name="longest"/>, less a random
/// quarter so that many who wait for one server do not come back in one instant.
/// </summary>
public sealed class Backoff(TimeProvider time, TimeSpan first, TimeSpan longest)
{
    private readonly TimeSpan _first = first;
    private TimeSpan _next = first;

    /// <summary>Tries that failed since the last <see cref="Reset"/>.</summary>
    public int Failures { get; private set; }

    /// <summary>Begins anew, after something went well.</summary>
    public void Reset()
    {
        _next = _first;
        Failures = 0;
    }

    /// <summary>Counts a failure and says how long to wait.</summary>
    public TimeSpan Next()
    {
#pragma warning disable CA5394 // Not for secrets.
        var delay = _next * (1 - (Random.Shared.NextDouble() / 4));
#pragma warning restore CA5394
        _next = _next * 2 < longest ? _next * 2 : longest;
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
