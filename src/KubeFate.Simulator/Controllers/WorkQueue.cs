using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>One thing to look at, and who looks.</summary>
internal readonly record struct WorkItem(IController Controller, ObjectKey Key);

/// <summary>
/// What is to be looked at, each item once however often it was named, in the order it was first named; and what is to be looked at
/// later, each at its latest named time. One timer serves all; with nothing to do nothing runs.
/// </summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<WorkItem> ready = new();
    private readonly HashSet<WorkItem> waiting = [];
    private readonly Dictionary<WorkItem, DateTimeOffset> later = [];
    private readonly PriorityQueue<WorkItem, DateTimeOffset> order = new();
    private readonly TimeProvider time;
    private readonly Action wake;
    private readonly ITimer timer;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="wake">Called when a time has come.</param>
    public WorkQueue(TimeProvider time, Action wake)
    {
        this.time = time;
        this.wake = wake;
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(WorkItem item)
    {
        lock (gate)
        {
            if (waiting.Add(item)) ready.Enqueue(item);
        }
    }

    /// <summary>Names an item for later; what was named for later before is forgotten.</summary>
    public void AddLater(WorkItem item, TimeSpan delay)
    {
        lock (gate)
        {
            var due = time.GetUtcNow() + delay;
            later[item] = due;
            order.Enqueue(item, due);
            Arm();
        }
    }

    public void CancelLater(WorkItem item)
    {
        lock (gate) later.Remove(item);
    }

    public bool TryTake(out WorkItem item)
    {
        lock (gate)
        {
            PromoteDue();
            if (!ready.TryDequeue(out item)) return false;
            waiting.Remove(item);
            return true;
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                PromoteDue();
                return ready.Count == 0;
            }
        }
    }

    public void Dispose() => timer.Dispose();

    private void Ring()
    {
        lock (gate) PromoteDue();
        wake();
    }

    private void PromoteDue()
    {
        var now = time.GetUtcNow();
        while (order.TryPeek(out var item, out var due) && (due <= now || later.GetValueOrDefault(item) != due))
        {
            order.Dequeue();
            if (later.GetValueOrDefault(item) != due || !later.Remove(item)) continue;
            if (waiting.Add(item)) ready.Enqueue(item);
        }

        Arm();
    }

    private void Arm()
    {
        if (!order.TryPeek(out _, out var due)) return;
        // Rounded up: timers cut off what is less than a millisecond, and one that fires too early would have to be set again.
        var wait = Math.Max(0, Math.Ceiling((due - time.GetUtcNow()).TotalMilliseconds));
        timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
