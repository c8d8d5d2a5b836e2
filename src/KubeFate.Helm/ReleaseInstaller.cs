using KubeFate.Helm.Releases;

namespace KubeFate.Helm;

/// <summary>Brings a release to what is wanted: it determines the release's state first, then takes one way.</summary>
public sealed class ReleaseInstaller(HelmClient helm)
{
    /// <summary>
    /// Makes the release be as requested; what is so already stays untouched. Safe to repeat after a crash at any point. With
    /// <paramref name="mayTakeOver"/> the caller vouches that nobody else works on this release, so that a <c>pending-*</c> left by a crash
    /// may be cleared; without it that is <see cref="HelmFailure.OperationInProgress"/>.
    /// </summary>
    /// <exception cref="HelmException">Also <see cref="HelmFailure.NameInUse"/> when the release is another chart's.</exception>
    public async Task<HelmRelease> EnsureAsync(ReleaseRequest request, bool mayTakeOver, CancellationToken cancellationToken)
    {
        var history = await helm.GetHistoryAsync(request.Release, cancellationToken);
        if (history is not [.., var newest]) return await helm.InstallAsync(request, cancellationToken);

        var wanted = await WantedRelease.OfAsync(request, cancellationToken);
        wanted.RequireOurs(newest);
        switch (newest.Status)
        {
            case ReleaseStatus.PendingInstall or ReleaseStatus.PendingUpgrade or ReleaseStatus.PendingRollback:
                if (!mayTakeOver) throw InProgress(newest);
                await RecoverAsync(wanted, history, request.ForceConflicts, cancellationToken);
                // Upgraded even if it is as wanted now: a rollback's description does not name us, and runs no hooks of an upgrade.
                return await helm.UpgradeAsync(request, cancellationToken);

            case ReleaseStatus.Uninstalling:
                // Dies here: still uninstalling, or gone. Both lead to the install.
                await helm.UninstallAsync(request.Release, cancellationToken);
                return await helm.InstallAsync(request, cancellationToken);

            case ReleaseStatus.Uninstalled:
                return await helm.InstallAsync(request, cancellationToken);

            // Forced, it is applied again even so: what others changed since is what shall be taken back.
            case ReleaseStatus.Deployed when !request.MustApply && !request.ForceConflicts && await IsAsWantedAsync(wanted, newest, cancellationToken):
                return newest;

            default:
                // A failed first install is upgraded in place too: helm allows it, makes what is missing and leaves what stands. To
                // uninstall it first would delete the volume claims that are the chart's own, and with them what a database wrote
                // meanwhile. (Claims made by a StatefulSet are not helm's and would stay either way.)
                return await helm.UpgradeAsync(request, cancellationToken);
        }
    }

    /// <summary>Removes the release, in whatever state it is; nothing to do when helm knows none.</summary>
    public async Task EnsureAbsentAsync(ReleaseName release, CancellationToken cancellationToken)
    {
        if (await helm.GetStatusAsync(release, cancellationToken) is null) return;
        try
        {
            await helm.UninstallAsync(release, cancellationToken);
        }
        catch (HelmException error) when (error.Code == HelmFailure.ReleaseMissing)
        {
            // Somebody else removed it between the two calls: that is what was asked for.
        }
    }

    /// <summary>
    /// Makes that revision's chart and values the newest again, whatever became of the release since; when they are, nothing is done. Objects that
    /// the change could not touch (<paramref name="refused"/>) are as they were: whoever owns fields of them keeps those, and when the way back is refused for
    /// no others it has led back all the same, though helm calls the newest revision failed. Any other object is taken back by force.
    /// Safe to repeat after a crash at any point. The caller vouches that nobody else works on this release. With <paramref name="mustApply"/> it is done also
    /// when that revision is the newest still: objects of it were taken away.
    /// </summary>
    /// <exception cref="HelmException">Also <see cref="HelmFailure.ReleaseMissing"/> when helm keeps the release or that revision no more.</exception>
    public async Task<HelmRelease> RestoreAsync(ReleaseName release, int revision, bool mustApply, IReadOnlyList<RefusedObject> refused, CancellationToken cancellationToken)
    {
        var history = await helm.GetHistoryAsync(release, cancellationToken);
        if (history is [.., { Status: ReleaseStatus.Deployed } newest] && ((newest.Revision == revision && !mustApply) || newest.Description == RollbackTo(revision))) return newest;
        if (history.All(kept => kept.Revision != revision))
            throw new HelmException(HelmFailure.ReleaseMissing, $"helm keeps no revision {revision} of release {release}, so there is nothing to go back to");

        // Dies here: pending-rollback, which the next try rolls back once more; or deployed and described as this rollback.
        var forces = refused.Count == 0 || !await RollsBackAsync(release, revision, force: false, refused, cancellationToken);
        if (forces) await RollsBackAsync(release, revision, force: true, refused, cancellationToken);
        return await helm.GetStatusAsync(release, cancellationToken)
            ?? throw new HelmException(HelmFailure.ReleaseMissing, $"release {release} was removed by somebody else while it was rolled back");
    }

    /// <summary>False when only force can help.</summary>
    private async Task<bool> RollsBackAsync(ReleaseName release, int revision, bool force, IReadOnlyList<RefusedObject> refused, CancellationToken cancellationToken)
    {
        try
        {
            await helm.RollbackAsync(release, revision, force, cancellationToken);
            return true;
        }
        catch (HelmException failure) when (RefusedObject.In(failure.Detail ?? "") is { Count: > 0 } again && again.All(refused.Contains))
        {
            return true;
        }
        catch (HelmException failure) when (!force && failure.Code == HelmFailure.ResourceConflict)
        {
            return false;
        }
    }

    /// <summary>
    /// Ends a pending revision by the one way helm offers: a rollback, which takes any revision as its goal. When the pending one is what is
    /// wanted it is the goal itself, so that what the crash cut short is finished and no pod goes back and forth; else the last that was
    /// good. Dies here: <c>pending-rollback</c>, which the next try finds and treats alike.
    /// </summary>
    private async Task RecoverAsync(WantedRelease wanted, IReadOnlyList<HelmRelease> history, bool force, CancellationToken cancellationToken)
    {
        var pending = history[^1];
        var good = history.LastOrDefault(release => release.Status == ReleaseStatus.Deployed) ?? history.LastOrDefault(release => release.WasDeployed);
        var goal = good is null || await IsAsWantedAsync(wanted, pending, cancellationToken) ? pending : good;
        try
        {
            await helm.RollbackAsync(pending.Name, goal.Revision, force, cancellationToken);
        }
        catch (HelmException) when (!cancellationToken.IsCancellationRequested)
        {
            // The cluster refused the old manifests. If helm wrote that down the release has failed rather than hangs, and an upgrade,
            // perhaps with better values, may go on; the caller hears what that one says.
            if (await helm.GetStatusAsync(pending.Name, cancellationToken) is not { Status: ReleaseStatus.Failed }) throw;
        }
    }

    private async Task<bool> IsAsWantedAsync(WantedRelease wanted, HelmRelease release, CancellationToken cancellationToken) =>
        wanted.HasChartOf(release) && wanted.HasValues(await helm.GetValuesAsync(release.Name, all: false, cancellationToken));

    // Helm's own words, the same from 3.9 to 4.1.
    private static string RollbackTo(int revision) => $"Rollback to {revision}";

    private static HelmException InProgress(HelmRelease release) => new(
        HelmFailure.OperationInProgress,
        $"release {release.Name} is {StatusText(release.Status)} since {release.Updated:u}: another install, upgrade or rollback is at work, "
        + "or was cut off; wait until it ends")
    {
        IsTransient = true,
    };

    private static string StatusText(ReleaseStatus status) => status switch
    {
        ReleaseStatus.PendingInstall => "pending-install",
        ReleaseStatus.PendingUpgrade => "pending-upgrade",
        _ => "pending-rollback",
    };
}
