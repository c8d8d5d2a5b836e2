using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Testing;

/// <summary>
/// A clock that only the test moves, and that tells when somebody waits for it. A test that moves it before the code under test has set its
/// timer moves it past the timer; how long to wait for that is not to be guessed.
/// </summary>
public sealed class ObservedTime : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _timers = new();

    public ObservedTime()
    {
    }

    public ObservedTime(DateTimeOffset start)
        : base(start)
    {
    }

    /// <summary>Completes when a timer of this length has been set. Each timer completes one call, those set before the call too.</summary>
    public Task TimerAsync(TimeSpan length, CancellationToken cancellationToken) =>
        Timers(length).WaitAsync(cancellationToken).WaitAsync(HangGuard.Limit, cancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Timers(dueTime).Release();
        return timer;
    }

    private SemaphoreSlim Timers(TimeSpan length) => _timers.GetOrAdd(length, _ => new SemaphoreSlim(0));
}
