using System.Text.Json.Nodes;

namespace KubeFate.Helm;

/// <summary>What shall be: this chart with these values under this name.</summary>
public sealed record ReleaseRequest
{
    public required ReleaseName Release { get; init; }

    /// <summary>The path of a chart archive (.tgz) or folder.</summary>
    public required string Chart { get; init; }

    /// <summary>The release's values over the chart's own; a null takes a default of the chart away.</summary>
    public required JsonObject Values { get; init; }

    /// <summary>Shown by <c>helm history</c>. Default: one that names KubeFATE.</summary>
    public string? Description { get; init; }

    /// <summary>Take fields over from other managers (<c>kubectl edit</c>, an autoscaler). Default false. Helm 3 knows no conflicts.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>
    /// <see cref="ReleaseInstaller"/> refuses a release that exists already (<see cref="HelmFailure.NameInUse"/>). Default false. Set it on
    /// the first try, when a release of that name can only be somebody else's, and not when resuming.
    /// </summary>
    public bool MustBeNew { get; init; }

    /// <summary>
    /// Apply also when the release has this chart and these values already: objects of it were taken away, and only helm makes them anew. Default false.
    /// </summary>
    public bool MustApply { get; init; }

    /// <summary>For <see cref="HelmClient.TemplateAsync"/> alone: render as on this version of Kubernetes, such as <c>v1.24.0</c>. Default: helm's own.</summary>
    public string? KubeVersion { get; init; }

    /// <summary>How long one hook of the chart may take. Default: helm's 5 minutes.</summary>
    public TimeSpan? HookTimeout { get; init; }
}
