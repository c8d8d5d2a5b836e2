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

    /// <summary>Lets time pass until the task ends: whenever somebody has begun to wait for this length, the clock moves by it.</summary>
    public async Task PassAsync(TimeSpan length, Task until, CancellationToken cancellationToken)
    {
        using var ended = HangGuard.Begin(cancellationToken);
        while (true)
        {
            var timer = Timers(length).WaitAsync(ended.Token);
            if (await Task.WhenAny(until, timer) == until)
            {
                await GiveBackAsync(timer, length, ended);
                break;
            }

            await timer;
            Advance(length);
        }

        await until;
    }

    // A wait that nobody needs any more may still be told of a timer, in the moment in which it is cancelled: that timer is for the next who waits.
    private async Task GiveBackAsync(Task timer, TimeSpan length, CancellationTokenSource ended)
    {
        try
        {
            await ended.CancelAsync();
            await timer;
            Timers(length).Release();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // It was told of none.
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Timers(dueTime).Release();
        return timer;
    }

    private SemaphoreSlim Timers(TimeSpan length) => _timers.GetOrAdd(length, _ => new SemaphoreSlim(0));
}
