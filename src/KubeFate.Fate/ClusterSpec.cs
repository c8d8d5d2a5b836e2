using System.Text.Json.Nodes;

namespace KubeFate.Fate;

/// <summary>What a cluster.yaml without errors asks for.</summary>
public sealed record ClusterSpec
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The chart, as in <c>fate</c>.</summary>
    public required string ChartName { get; init; }

    /// <summary>The chart's version as written, as in <c>v1.8.0</c>.</summary>
    public required string ChartVersion { get; init; }

    /// <summary>Null when the file names none, which only charts other than <c>fate</c> allow.</summary>
    public int? PartyId { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    public bool Persistence { get; init; }

    /// <summary>How long an install may take (key <c>timeLimit</c>); null leaves it to the service, whose default is one hour.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// The whole file as JSON. Scalars are resolved as Go's YAML 1.1 does, so that helm sees what it would have read itself, except where a
    /// warning or the kind of the key says otherwise (<c>imageTag: 1.10</c> is a text).
    /// </summary>
    public required JsonObject Values { get; init; }

    /// <summary>What we know of the release; null for a chart or a version that we do not know.</summary>
    public FateRelease? Release { get; init; }
}
