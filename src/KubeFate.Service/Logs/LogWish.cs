using KubeFate.Fate.Forms;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting.Lists;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Logs;

/// <summary>Which log lines are asked for. The names and forms are the original's.</summary>
internal sealed record LogWish
{
    /// <summary>What the routes read, for the OpenAPI document.</summary>
    public static QueryParameter[] Parameters { get; } =
    [
        new("container", "Of this container; also the name of a module, for all its containers. Left out: all containers"),
        new("previous", "Of the run before the last restart", QueryForm.Flag),
        new("since", "Only lines younger than this, such as 5s, 2m or 1h30m, or a number of seconds; not together with since-time"),
        new("since-time", "Only lines written at or after this moment", QueryForm.Time),
        new("timestamps", "Put the time before each line", QueryForm.Flag),
        new("tail", "The last so many lines of each container; -1 is all", QueryForm.Number) { Minimum = -1 },
        new("limit-bytes", "At most so many bytes of each container; 0 is no limit", QueryForm.Number) { Minimum = 0 },
    ];

    /// <summary>The name of a container, else of a module; null for all containers.</summary>
    public string? Container { get; init; }

    /// <summary>Stay for what comes. A run that is over brings nothing more: never together with <see cref="Previous"/>.</summary>
    public bool Follow { get; init; }

    public bool Previous { get; init; }

    public bool Timestamps { get; init; }

    public TimeSpan? Since { get; init; }

    public DateTimeOffset? SinceTime { get; init; }

    public int? Tail { get; init; }

    public long? LimitBytes { get; init; }

    /// <summary>Reads the query. Throws <c>request_invalid</c> that names what is wrong. The original's command sends -1 and 0 for "not set".</summary>
    public static LogWish Read(HttpRequest request)
    {
        var reader = new ListQueryReader(request);
        var previous = reader.Flag("previous");
        var tail = reader.Number("tail", -1, int.MaxValue);
        var limit = reader.Number("limit-bytes", 0, long.MaxValue);
        var wish = new LogWish
        {
            Container = reader.Text("container"),
            Follow = reader.Flag("follow") && !previous,
            Previous = previous,
            Timestamps = reader.Flag("timestamps"),
            Since = ReadSince(reader),
            SinceTime = reader.Time("since-time"),
            Tail = tail >= 0 ? (int)tail : null,
            LimitBytes = limit > 0 ? limit : null,
        };
        if (wish is { Since: not null, SinceTime: not null }) reader.Fault<string>("since", reader.Text("since")!, "allowed together with since-time: leave one of them out");
        reader.ThrowIfWrong();
        return wish;
    }

    /// <summary>The same wish for one container.</summary>
    public LogRequest For(string ns, LogSource source) => new()
    {
        Namespace = ns,
        Pod = source.Pod.Name,
        Container = source.Container,
        Previous = Previous,
        Since = Since,
        SinceTime = SinceTime,
        TailLines = Tail,
        LimitBytes = LimitBytes,
        Timestamps = Timestamps,
    };

    private static TimeSpan? ReadSince(ListQueryReader reader)
    {
        if (reader.Text("since") is not { } text) return null;
        // The original's command sends the seconds alone (sinceSeconds of Kubernetes is such a number).
        if (text.All(char.IsAsciiDigit)) text += "s";
        if (GoDuration.Parse(text) is not { } since || since < TimeSpan.Zero) return reader.Fault<TimeSpan?>("since", reader.Text("since")!, "a duration such as 5s, 2m or 1h30m");
        return since == TimeSpan.Zero ? null : since;
    }
}
