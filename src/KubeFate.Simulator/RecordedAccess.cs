namespace KubeFate.Simulator;

/// <summary>A right that somebody asked for, and whether he has it. The same one is recorded once.</summary>
public sealed record RecordedAccess
{
    public required string User { get; init; }

    public required string Verb { get; init; }

    /// <summary>The API group; empty for the core group and for a path.</summary>
    public required string Group { get; init; }

    /// <summary>The plural, with the subresource: <c>pods/log</c>. Empty for a path.</summary>
    public required string Resource { get; init; }

    /// <summary>Empty at the cluster's scope.</summary>
    public required string Namespace { get; init; }

    /// <summary>A path that is no resource, such as <c>/version</c>; else empty.</summary>
    public required string Path { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>How often it was asked for.</summary>
    public int Count { get; init; }
}
