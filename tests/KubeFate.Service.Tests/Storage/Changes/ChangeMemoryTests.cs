using KubeFate.Service.Storage.Changes;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Storage.Changes;

public sealed class ChangeMemoryTests
{
    private static readonly ChangeStamps Seen = new(1, 1, 1, 1);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_was_asked_for_longest_ago_goes_first_and_the_cost_stays_within_its_bound()
    {
        var memory = new ChangeMemory<string, string>(10, time);
        memory.Keep("a", "A", DataAreas.None, Seen, 4);
        memory.Keep("b", "B", DataAreas.None, Seen, 4);
        Assert.True(memory.TryFind("a", Seen, out _));
        memory.Keep("c", "C", DataAreas.None, Seen, 4);

        Assert.False(memory.TryFind("b", Seen, out _));
        Assert.True(memory.TryFind("a", Seen, out _));
        Assert.True(memory.TryFind("c", Seen, out _));
        Assert.Equal((2, 8), (memory.Count, memory.Cost));
    }

    [Fact]
    public void What_costs_more_than_all_may_is_not_kept_and_takes_its_older_self_along()
    {
        var memory = new ChangeMemory<string, string>(10, time);
        memory.Keep("a", "small", DataAreas.None, Seen, 1);
        memory.Keep("a", "large", DataAreas.None, Seen, 11);
        Assert.False(memory.TryFind("a", Seen, out _));
        Assert.Equal((0, 0), (memory.Count, memory.Cost));
    }

    [Theory]
    [InlineData(DataAreas.Clusters, true)]
    [InlineData(DataAreas.Jobs, false)]
    [InlineData(DataAreas.Users | DataAreas.Jobs, false)]
    [InlineData(DataAreas.None, true)]
    internal void An_entry_holds_until_somebody_writes_in_its_areas(DataAreas areas, bool holds)
    {
        var memory = new ChangeMemory<string, string>(10, time);
        memory.Keep("a", "A", areas, Seen, 1);
        Assert.Equal(holds, memory.TryFind("a", Seen with { Jobs = 2 }, out _));
    }

    [Fact]
    public void What_somebody_changed_by_hand_is_seen_after_ten_seconds()
    {
        var memory = new ChangeMemory<string, string>(10, time);
        memory.Keep("a", "A", DataAreas.Clusters, Seen, 1);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(memory.TryFind("a", Seen, out _));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(memory.TryFind("a", Seen, out _));
    }

    [Fact]
    public void An_area_whose_row_is_missing_never_holds()
    {
        var without = ChangeStamps.Of(new Dictionary<string, long>(StringComparer.Ordinal) { ["users"] = 3, ["jobs"] = 4 });
        Assert.True(without.AgreesWith(without, DataAreas.Users | DataAreas.Jobs));
        Assert.False(without.AgreesWith(without, DataAreas.Clusters));
    }
}
