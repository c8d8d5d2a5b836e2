using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>What became of a spec, as far as it went.</summary>
/// <param name="Target">The cluster as it is to be, opened.</param>
/// <param name="Spec">What it is made of.</param>
internal sealed record RenderedSpec(ClusterRecord Target, ClusterSpec Spec)
{
    /// <summary>The chart's digest; null when there is no such chart.</summary>
    public string? Chart { get; init; }

    /// <summary>Null when no values could be made.</summary>
    public ReleaseRequest? Wanted { get; init; }

    /// <summary>Null when it could not be rendered.</summary>
    public ReleaseManifest? Manifest { get; init; }
}
