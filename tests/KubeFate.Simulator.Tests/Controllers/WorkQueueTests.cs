using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class WorkQueueTests
{
    private readonly FakeTimeProvider time = new();
    private int woken;

    [Fact]
    public void An_item_named_often_is_looked_at_once()
    {
        using var queue = new WorkQueue(time, () => woken++);
        queue.Add(Item("a"));
        queue.Add(Item("b"));
        queue.Add(Item("a"));

        Assert.Equal(["a", "b"], Drain(queue));
    }

    [Fact]
    public void An_item_named_for_later_comes_when_its_time_does_and_wakes()
    {
        using var queue = new WorkQueue(time, () => woken++);
        queue.AddLater(Item("late"), TimeSpan.FromSeconds(5));
        queue.AddLater(Item("soon"), TimeSpan.FromSeconds(1));
        Assert.True(queue.IsEmpty);

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, woken);
        Assert.Equal(["soon"], Drain(queue));

        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["late"], Drain(queue));
    }

    [Fact]
    public void The_latest_named_time_is_the_one_that_counts()
    {
        using var queue = new WorkQueue(time, () => woken++);
        queue.AddLater(Item("a"), TimeSpan.FromSeconds(1));
        queue.AddLater(Item("a"), TimeSpan.FromSeconds(10));
        queue.AddLater(Item("b"), TimeSpan.FromSeconds(1));
        queue.CancelLater(Item("b"));

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Drain(queue));

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a"], Drain(queue));
    }

    private static List<string> Drain(WorkQueue queue)
    {
        var names = new List<string>();
        while (queue.TryTake(out var item)) names.Add(item.Key.Name);
        return names;
    }

    private static WorkItem Item(string name) => new(Idle.Instance, new(ResourceCatalog.Pods, "fate-9999", name));

    private sealed class Idle : IController
    {
        public static readonly Idle Instance = new();

        public IEnumerable<ObjectKey> Affected(ObjectChange change) => [];

        public TimeSpan? Reconcile(ObjectKey key) => null;
    }
}
