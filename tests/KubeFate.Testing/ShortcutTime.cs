using System.Collections.Concurrent;

namespace KubeFate.Testing;

/// <summary>
/// The system's clock, on which a test ends a long wait when it is time to: what tells that a time limit was kept needs neither the time nor a limit so
/// short that a busy machine meets it too early.
/// </summary>
public sealed class ShortcutTime : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<LongTimer, bool> _long = new();

    /// <summary>Fires the timers of an hour and more that end within this time from now.</summary>
    public void Pass(TimeSpan time)
    {
        var until = GetUtcNow() + time;
        foreach (var timer in _long.Keys.Where(timer => timer.Ends <= until)) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime < Long) return timer;

        var tracked = new LongTimer(timer, () => callback(state), GetUtcNow() + dueTime, gone => _long.TryRemove(gone, out _));
        _long[tracked] = true;
        return tracked;
    }

    private sealed class LongTimer(ITimer timer, Action fire, DateTimeOffset ends, Action<LongTimer> dispose) : ITimer
    {
        public DateTimeOffset Ends { get; } = ends;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            dispose(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            dispose(this);
            return timer.DisposeAsync();
        }
    }
}
