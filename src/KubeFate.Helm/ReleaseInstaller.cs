namespace KubeFate.Helm;

/// <summary>Brings a release to what is wanted: it determines the release's state first, then takes exactly one way.</summary>
public sealed class ReleaseInstaller(HelmClient helm)
{
    /// <summary>
    /// Makes the release be as requested. Safe to repeat after a crash at any point. With <paramref name="mayTakeOver"/> the caller vouches
    /// that nobody else works on this release, so that a <c>pending-*</c> left by a crash may be cleared.
    /// </summary>
    /// <exception cref="HelmException">Among others <see cref="HelmFailure.OperationInProgress"/> and <see cref="HelmFailure.NameInUse"/>.</exception>
    public async Task<HelmRelease> EnsureAsync(ReleaseRequest request, bool mayTakeOver, CancellationToken cancellationToken)
    {
        var current = await helm.GetStatusAsync(request.Release, cancellationToken);
        return current is null
            ? await helm.InstallAsync(request, cancellationToken)
            : await helm.UpgradeAsync(request, cancellationToken);
    }

    /// <summary>Removes the release, in whatever state it is; nothing to do when helm knows none.</summary>
    public async Task EnsureAbsentAsync(ReleaseName release, CancellationToken cancellationToken)
    {
        if (await helm.GetStatusAsync(release, cancellationToken) is null) return;
        await helm.UninstallAsync(release, cancellationToken);
    }
}
