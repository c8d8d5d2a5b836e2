using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Charts;
using KubeFate.Service.Clusters.Preflight;
using KubeFate.Service.Clusters.Replacing;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Manifests;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>A cluster's helm release: named as the cluster, in its namespace. What makes one of a spec takes the cluster opened, and fails with no secret in its words.</summary>
internal sealed class ClusterRelease(HelmClient helm, ReleaseInstaller installer, ChartValues values, ChartCatalogue charts, Replacement replacement, ClusterPreflight preflight)
{
    /// <summary>Brings the release to the chart with that digest and the cluster's spec and returns its revision. The lease vouches that nobody else is at work.
    /// With <paramref name="mustBeNew"/> a release of that name which is there already was made by somebody else and is left alone;
    /// with <paramref name="force"/> fields that others changed are set to ours.</summary>
    public Task<int> EnsureAsync(ClusterRecord cluster, string chart, bool mustBeNew, bool force, CancellationToken cancellationToken) => SecretGuard.RunAsync(cluster, async cancel =>
    {
        var request = await RequestAsync(cluster, Spec(cluster), chart, cancel);
        return (await installer.EnsureAsync(request with { MustBeNew = mustBeNew, ForceConflicts = force }, mayTakeOver: true, cancel)).Revision;
    }, cancellationToken);

    /// <summary>
    /// The same for a release that is there: in the way that was planned, after the plan was carried out.
    /// </summary>
    public Task<int> EnsureAsync(ClusterRecord cluster, string chart, ReplacementPlan plan, bool force, CancellationToken cancellationToken) => SecretGuard.RunAsync(cluster, async cancel =>
    {
        var request = await RequestAsync(cluster, DataFolders.Over(Spec(cluster), plan.Folders), chart, cancel);
        return (await installer.EnsureAsync(request with { MustApply = plan.Removals.Count > 0, ForceConflicts = force }, mayTakeOver: true, cancel)).Revision;
    }, cancellationToken);

    /// <summary>What the release is to hold, and how large helm's record of it would be. Templates that look objects up in Kubernetes see none.</summary>
    public Task<WantedManifest> GetWantedAsync(ClusterRecord cluster, string chart, CancellationToken cancellationToken) => SecretGuard.RunAsync(cluster, async cancel =>
    {
        var manifest = await RenderAsync(cluster, Spec(cluster), chart, cancel);
        return new WantedManifest(Name(cluster), ManifestDocuments.Objects(manifest))
        {
            Size = await ReleaseSize.EstimateAsync(await charts.OpenAsync(chart, cancel), manifest, cancel),
        };
    }, cancellationToken);

    /// <summary>Asks Kubernetes whether all can be made, before anything is. Answers what is doubtful; throws <c>forbidden</c> with all rights that are missing.</summary>
    public Task<IReadOnlyList<string>> CheckAsync(ClusterRecord cluster, string chart, CancellationToken cancellationToken) => SecretGuard.RunAsync<IReadOnlyList<string>>(cluster, async cancel =>
    {
        var doubts = await preflight.CheckAsync(cluster.Namespace, ManifestDocuments.Objects(await RenderAsync(cluster, Spec(cluster), chart, cancel)), cancel);
        return [.. doubts.Select(doubt => SecretGuard.Known(cluster, doubt))];
    }, cancellationToken);

    /// <summary>What has to be done before the release can become that chart with the cluster's spec. Changes nothing.</summary>
    public Task<ReplacementPlan> PlanAsync(ClusterRecord cluster, string chart, CancellationToken cancellationToken) => SecretGuard.RunAsync(cluster, async cancel =>
    {
        var spec = Spec(cluster);
        var manifest = await RenderAsync(cluster, spec, chart, cancel);
        IReadOnlyList<DataFolder> folders = [];
        if (FateReleases.Find(cluster.ChartName, cluster.ChartVersion) is { } fate)
        {
            folders = await replacement.FindFoldersAsync(Name(cluster), manifest, fate, spec, cancel);
            if (folders.Count > 0) manifest = await RenderAsync(cluster, DataFolders.Over(spec, folders), chart, cancel);
            var lost = folders.Count == 0 ? [] : await replacement.FindFoldersAsync(Name(cluster), manifest, fate, spec, cancel);
            if (lost.Count > 0) throw Lost(lost[0]);
        }

        var plan = await replacement.PlanAsync(Name(cluster), manifest, cancel);
        return plan with { Folders = folders, Removals = [.. plan.Removals.Select(removal => removal with { Reason = SecretGuard.Known(cluster, removal.Reason) })] };
    }, cancellationToken);

    /// <summary>The same for going back to a revision; nothing when helm does not keep it any more, which the way back itself tells.</summary>
    public async Task<ReplacementPlan> PlanBackAsync(ClusterRecord cluster, int revision, CancellationToken cancellationToken)
    {
        try
        {
            return await replacement.PlanAsync(Name(cluster), await helm.GetManifestAsync(Name(cluster), revision, cancellationToken), cancellationToken);
        }
        catch (HelmException missing) when (missing.Code == HelmFailure.ReleaseMissing)
        {
            return new ReplacementPlan();
        }
    }

    /// <summary>The workloads that a revision lists, for <see cref="ClusterReadiness"/>; <c>workloads_gone</c> when the release is gone, and they with it.</summary>
    public async Task<IReadOnlyList<ReleaseWorkload>> GetWorkloadsAsync(ClusterRecord cluster, int revision, CancellationToken cancellationToken)
    {
        try
        {
            return ReleaseWorkload.In(await helm.GetManifestAsync(Name(cluster), revision, cancellationToken), cluster.Name, cluster.Namespace);
        }
        catch (HelmException missing) when (missing.Code == HelmFailure.ReleaseMissing)
        {
            throw ClusterReadiness.Gone(cluster);
        }
    }

    /// <summary>Deletes and marks what was planned. Safe to repeat.</summary>
    public Task CarryOutAsync(ClusterRecord cluster, ReplacementPlan plan, CancellationToken cancellationToken) => replacement.CarryOutAsync(Name(cluster), plan, cancellationToken);

    /// <summary>The newest revision that was deployed well, to which a rollback leads; 0 when there is none.</summary>
    public async Task<int> DeployedRevisionAsync(ClusterRecord cluster, CancellationToken cancellationToken) =>
        (await helm.GetHistoryAsync(Name(cluster), cancellationToken)).LastOrDefault(release => release.Status == ReleaseStatus.Deployed)?.Revision ?? 0;

    /// <summary>Brings the release back to that revision and returns the number the newest has then. What the change was <paramref name="refused"/> is as it was.</summary>
    public async Task<int> RestoreAsync(ClusterRecord cluster, int revision, bool mustApply, IReadOnlyList<RefusedObject> refused, CancellationToken cancellationToken) =>
        (await installer.RestoreAsync(Name(cluster), revision, mustApply, refused, cancellationToken)).Revision;

    /// <summary>Removes the release, in whatever state it is.</summary>
    public Task RemoveAsync(ClusterRecord cluster, CancellationToken cancellationToken) => installer.EnsureAbsentAsync(Name(cluster), cancellationToken);

    private async Task<string> RenderAsync(ClusterRecord cluster, JsonObject spec, string chart, CancellationToken cancellationToken) =>
        await helm.TemplateAsync(await RequestAsync(cluster, spec, chart, cancellationToken) with { KubeVersion = await replacement.GetVersionAsync(cancellationToken) }, cancellationToken);

    private async Task<ReleaseRequest> RequestAsync(ClusterRecord cluster, JsonObject spec, string chart, CancellationToken cancellationToken)
    {
        var archive = await charts.OpenAsync(chart, cancellationToken);
        return new ReleaseRequest { Release = Name(cluster), Chart = archive, Values = await values.FromAsync(archive, spec, cancellationToken) };
    }

    private static JsonObject Spec(ClusterRecord cluster) => JsonNode.Parse(cluster.Opened!.Spec)!.AsObject();

    private static ServiceException Lost(DataFolder folder) => new("data_elsewhere",
        $"nothing was changed: the data for {folder.Place} lies {(folder.Folder == "/" ? "at the root of its volume" : $"in the folder {folder.Folder} of its volume")}, and this chart would look elsewhere and start empty. "
        + $"Set {folder.Key} to where the chart can find it, or move the files first", 409);

    private static ReleaseName Name(ClusterRecord cluster) => new(cluster.Name, cluster.Namespace);
}
