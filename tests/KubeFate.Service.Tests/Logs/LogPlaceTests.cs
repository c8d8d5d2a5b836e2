using KubeFate.Kubernetes;
using KubeFate.Service.Logs;

namespace KubeFate.Service.Tests.Logs;

public sealed class LogPlaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly LogRequest Asked = new() { Namespace = "ns", Pod = "p", Container = "c", Follow = true, TailLines = 5, Since = TimeSpan.FromHours(1) };

    [Fact]
    public void After_a_broken_connection_no_line_is_missing_and_none_is_doubled()
    {
        var place = new LogPlace(Asked);
        Assert.All(new[] { Line(0, "a"), Line(1, "b"), Line(1, "c") }, line => Assert.True(place.IsNew(line)));
        place.Resume();

        Assert.Equal((Noon.AddTicks(1), null, null), (place.Request.SinceTime!.Value, place.Request.TailLines, place.Request.Since));
        // The server counts in seconds, so all of that second comes again.
        var again = new[] { Line(0, "a"), Line(1, "b"), Line(1, "c"), Line(1, "d"), Line(2, "e") };
        Assert.Equal(["d", "e"], again.Where(place.IsNew).Select(line => line.Text));
    }

    [Fact]
    public void It_can_break_more_than_once_and_a_clock_that_is_set_back_costs_no_line()
    {
        var place = new LogPlace(Asked);
        place.IsNew(Line(5, "a"));
        place.Resume();
        Assert.False(place.IsNew(Line(5, "a")));
        Assert.True(place.IsNew(Line(5, "b")));
        place.Resume();
        Assert.Equal(["c", "d"], new[] { Line(5, "a"), Line(5, "b"), Line(5, "c"), Line(3, "d") }.Where(place.IsNew).Select(line => line.Text));
    }

    [Fact]
    public void A_limit_of_bytes_is_counted_by_the_server_and_read_once()
    {
        var place = new LogPlace(Asked with { LimitBytes = 100 });
        Assert.Equal((false, false), (place.CanResume, place.Request.Timestamps));
    }

    private static LogLine Line(int ticks, string text) => new("p", "c", Noon.AddTicks(ticks), text);
}
