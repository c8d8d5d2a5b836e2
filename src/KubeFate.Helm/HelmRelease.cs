using System.Text.RegularExpressions;

namespace KubeFate.Helm;

/// <summary>A release is known by its name within its namespace.</summary>
public sealed record ReleaseName(string Name, string Namespace)
{
    public override string ToString() => $"{Name} in namespace {Namespace}";
}

/// <summary>Helm's own states of a release revision.</summary>
public enum ReleaseStatus
{
    Unknown,
    Deployed,

    /// <summary>Deleted, its record kept on purpose (<c>helm uninstall --keep-history</c>).</summary>
    Uninstalled,

    /// <summary>A newer revision took its place.</summary>
    Superseded,
    Failed,
    Uninstalling,
    PendingInstall,
    PendingUpgrade,
    PendingRollback,
}

/// <summary>One revision of a release, as helm tells it.</summary>
public sealed partial record HelmRelease
{
    public required ReleaseName Name { get; init; }

    /// <summary>Counts from 1 with every install, upgrade and rollback.</summary>
    public required int Revision { get; init; }

    public required ReleaseStatus Status { get; init; }

    /// <summary>The chart's name, such as <c>fate</c>.</summary>
    public required string Chart { get; init; }

    public required string ChartVersion { get; init; }

    public string AppVersion { get; init; } = "";

    public required DateTimeOffset Updated { get; init; }

    /// <summary>Ours names KubeFATE; a failed revision's carries helm's reason.</summary>
    public string Description { get; init; } = "";

    /// <summary>The chart's notes; null where helm does not tell them (status and history).</summary>
    public string? Notes { get; init; }

    /// <summary>
    /// It was deployed once, and well. Helm calls <see cref="ReleaseStatus.Superseded"/> also what failed, or was cut short, and was followed by an upgrade or
    /// a rollback; then only the description tells (helm@v3.9.4 and v4.1.4, pkg/action: install.go, upgrade.go, rollback.go).
    /// </summary>
    public bool WasDeployed => Status == ReleaseStatus.Deployed || (Status == ReleaseStatus.Superseded && !NeverCameUp().IsMatch(Description));

    /// <summary>An operation began on it and has not said how it ended.</summary>
    public bool IsPending => Status is ReleaseStatus.PendingInstall or ReleaseStatus.PendingUpgrade or ReleaseStatus.PendingRollback;

    // A description of the user's own replaces helm's only once it went well.
    [GeneratedRegex(@"^((Release|Upgrade|Rollback) "".*"" failed: |Initial install underway$|Preparing (upgrade|rollback)$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NeverCameUp();
}
