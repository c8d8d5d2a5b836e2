using System.Globalization;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Clusters.Preflight;
using KubeFate.Service.Clusters.Replacing;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>All that an install or update does before it changes anything, and a trial of what it would send: a dry run fails where the job would.</summary>
internal sealed class ReleaseTrial(ClusterRelease release, ClusterPreflight preflight, ManifestTrial trial, HelmClient helm)
{
    /// <summary>Adds what would fail and what is doubtful. Throws what Kubernetes throws when it cannot be asked.</summary>
    /// <param name="problems">Where it is added.</param>
    /// <param name="target">The cluster as it is to be.</param>
    /// <param name="chart">The chart's digest.</param>
    /// <param name="way">What the job would do.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task AddAsync(RenderProblems problems, ClusterRecord target, string chart, TrialWay way, CancellationToken cancellationToken)
    {
        try
        {
            var wanted = await release.GetWantedAsync(target, chart, cancellationToken);
            if (wanted.Size > ReleaseSize.Limit) problems.Error("", TooLarge(wanted.Size));
            foreach (var doubt in await preflight.CheckAsync(target.Namespace, wanted.Objects, cancellationToken)) problems.Warning("", SecretGuard.Known(target, doubt));
            var plan = way.IsUpdate ? await release.PlanAsync(target, chart, cancellationToken) : new ReplacementPlan();
            foreach (var told in plan.Told()) problems.Warning("", told);
            var takesOver = way.Force || !(await helm.GetVersionAsync(cancellationToken)).AppliesOnTheServer;
            foreach (var fault in await trial.FindFaultsAsync(wanted, plan, takesOver, cancellationToken)) problems.Error("", SecretGuard.Known(target, fault));
        }
        catch (ServiceException refusal)
        {
            problems.Error("", SecretGuard.Known(target, refusal.Message));
        }
        catch (KubernetesException refusal) when (refusal.Code == KubernetesFailure.Forbidden)
        {
            problems.Error("", refusal.Message);
        }
    }

    private static string TooLarge(long size) => string.Create(CultureInfo.InvariantCulture,
        $"helm keeps a release in one Secret of at most 1 MiB, and the record of this one would have about {size / 1024.0 / 1024:0.0} MiB: make the chart smaller (helm package leaves out what .helmignore names)");
}

/// <summary>What the job would do.</summary>
internal sealed record TrialWay
{
    /// <summary>Whether the cluster is there.</summary>
    public required bool IsUpdate { get; init; }

    /// <summary>Whether fields that somebody else has changed are taken back.</summary>
    public required bool Force { get; init; }
}
