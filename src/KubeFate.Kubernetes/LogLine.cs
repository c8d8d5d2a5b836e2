namespace KubeFate.Kubernetes;

/// <summary>One line of a container's log.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container; empty when the request named none.</param>
/// <param name="Time">When it was written; null unless <see cref="LogRequest.Timestamps"/> was asked for.</param>
/// <param name="Text">The line, without its end.</param>
public sealed record LogLine(string Pod, string Container, DateTimeOffset? Time, string Text);

/// <summary>What to read of one container's log.</summary>
public sealed record LogRequest
{
    public required string Namespace { get; init; }

    public required string Pod { get; init; }

    /// <summary>Null: the pod's only container; the server refuses when there are several.</summary>
    public string? Container { get; init; }

    /// <summary>Go on until the container ends or the reader stops.</summary>
    public bool Follow { get; init; }

    /// <summary>The log of the run before the last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>Only what is younger than this; whole seconds, at least one.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>Only what was written at or after this moment. Not together with <see cref="Since"/>.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    /// <summary>Only the last so many lines; null is all.</summary>
    public int? TailLines { get; init; }

    /// <summary>At most so many bytes, cut by the server wherever that falls; null is no limit.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Ask for the time of every line.</summary>
    public bool Timestamps { get; init; }
}
