using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Manifests;

namespace KubeFate.Service.Clusters.Replacing;

/// <summary>Prepares Kubernetes for the manifests that helm is to apply. A plan is made, recorded by the caller, and then carried out.</summary>
internal sealed class Replacement(Lazy<KubernetesGateway> kubernetes, ReplacementPlanner planner)
{
    /// <summary>The version of Kubernetes for which a chart is to be rendered.</summary>
    public Task<string> GetVersionAsync(CancellationToken cancellationToken) => kubernetes.Value.GetVersionAsync(cancellationToken);

    /// <summary>What has to be done before helm can apply what it renders or kept.</summary>
    public Task<ReplacementPlan> PlanAsync(ReleaseName release, string manifest, CancellationToken cancellationToken) =>
        planner.PlanAsync(release, ManifestDocuments.Objects(manifest), cancellationToken);

    /// <summary>Where the data of the release's workloads lies, as far as the manifests would look elsewhere in the same volumes.</summary>
    public async Task<IReadOnlyList<DataFolder>> FindFoldersAsync(
        ReleaseName release, string manifest, FateRelease fate, JsonObject spec, CancellationToken cancellationToken)
    {
        var folders = new List<DataFolder>();
        foreach (var wanted in ManifestDocuments.Objects(manifest).Where(item => item.Kind() is "StatefulSet" or "Deployment"))
        {
            var name = new ObjectName(wanted["apiVersion"]!.ToString(), wanted.Kind(), wanted.Name());
            if (await kubernetes.Value.Objects.FindAsync(release.Namespace, name, cancellationToken) is { } live) folders.AddRange(DataFolders.Find(wanted, live, fate, spec));
        }

        return folders;
    }

    /// <summary>
    /// Marks and deletes as planned and returns when all of it is gone. If we die here: what is gone stays gone, the rest is done by whoever takes the
    /// job over, and what helm has made meanwhile has another uid.
    /// </summary>
    public async Task CarryOutAsync(ReleaseName release, ReplacementPlan plan, CancellationToken cancellationToken)
    {
        foreach (var claim in plan.KeptClaims)
            await kubernetes.Value.Objects.AnnotateAsync(release.Namespace, new ObjectName("v1", "PersistentVolumeClaim", claim), LiveObject.KeepAnnotation, "keep", cancellationToken);

        // Services last: helm makes them anew within seconds, while pods take their time to end.
        foreach (var removal in plan.Removals.OrderBy(removal => removal.Kind == "Service"))
            await kubernetes.Value.Objects.DeleteAsync(release.Namespace, new ObjectName(removal.ApiVersion, removal.Kind, removal.Name), removal.Uid, cancellationToken);
    }
}
