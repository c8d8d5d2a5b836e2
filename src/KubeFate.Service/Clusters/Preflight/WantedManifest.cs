using System.Text.Json.Nodes;
using KubeFate.Helm;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>What a release is to hold, hooks left out.</summary>
internal sealed record WantedManifest(ReleaseName Release, IReadOnlyList<JsonObject> Objects)
{
    /// <summary>How many bytes helm's own record of the release would have, about.</summary>
    public long Size { get; init; }
}
