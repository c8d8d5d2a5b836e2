namespace KubeFate.Client.Logs;

/// <summary>Which log lines. Nothing set: all lines of all containers of the cluster.</summary>
public sealed record LogQuery
{
    /// <summary>A container, as in the original; also the name of a module (all its containers).</summary>
    public string? Container { get; init; }

    /// <summary>Stay, and send new lines as they come.</summary>
    public bool Follow { get; init; }

    /// <summary>Of the container's run before this one.</summary>
    public bool Previous { get; init; }

    public bool Timestamps { get; init; }

    /// <summary>Only lines younger than this, in Go's form (<c>5s</c>, <c>2m</c>, <c>3h</c>).</summary>
    public string? Since { get; init; }

    public DateTimeOffset? SinceTime { get; init; }

    /// <summary>The last so many lines of each container.</summary>
    public long? Tail { get; init; }

    /// <summary>At most so many bytes of each container.</summary>
    public long? LimitBytes { get; init; }
}
