using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>What stands in the way beyond cluster.yaml itself: the cluster that is there, the namespace, the release's name, what the manifests ask for.</summary>
internal sealed class RenderFindings(ClusterStore clusters, HelmClient helm, Lazy<KubernetesGateway> kubernetes, TimeProvider time)
{
    // Somebody waits for the answer; a Kubernetes that is down must not keep it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task AddAsync(
        RenderProblems problems, ClusterRequest request, ClusterSpec spec, ReleaseManifest? manifest, CancellationToken cancellationToken)
    {
        var existing = await clusters.FindAsync(spec.Name, spec.Namespace, cancellationToken);
        if (existing is not null) AddUpdate(problems, existing, spec);
        if (manifest is not null) AddImages(problems, manifest);
        if (OriginalIngresses.Missing(spec) is { } missing) problems.Warning("ingress", missing);

        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await AddNamespaceAsync(problems, request, linked.Token);
            if (manifest is not null) await AddVersionsAsync(problems, manifest, linked.Token);
            if (existing is null) await AddReleaseAsync(problems, new ReleaseName(spec.Name, spec.Namespace), linked.Token);
        }
        catch (Exception failure) when (failure is KubernetesException or HelmException)
        {
            problems.Warning("", $"Kubernetes could not be asked about it: {failure.Message}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            problems.Warning("", $"Kubernetes could not be asked about it: it did not answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    private static void AddUpdate(RenderProblems problems, ClusterRecord existing, ClusterSpec spec)
    {
        try
        {
            UpdateRules.RequireUpgrade(existing, spec.ChartName, spec.ChartVersion);
            UpdateRules.RequireChange(existing, spec);
        }
        catch (ServiceException refusal)
        {
            var message = $"the cluster exists ({existing.ChartName} {existing.ChartVersion}): {refusal.Message}";
            if (refusal.Code == "spec_unchanged") problems.Warning("", message);
            else problems.Error(refusal.Code == "downgrade" ? "chartVersion" : "chartName", message);
        }
    }

    private static void AddImages(RenderProblems problems, ReleaseManifest manifest)
    {
        foreach (var doubt in ImageTag.Doubts(manifest.Objects.SelectMany(found => found.Images).Select(found => found.Image))) problems.Warning("", doubt);
    }

    private async Task AddNamespaceAsync(RenderProblems problems, ClusterRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await kubernetes.Value.RequireNamespaceAsync(request.Namespace, cancellationToken);
        }
        catch (KubernetesException missing) when (missing.Code == KubernetesFailure.NamespaceMissing)
        {
            if (!request.CreateNamespace) problems.Error("namespace", missing.Message);
        }
    }

    private async Task AddVersionsAsync(RenderProblems problems, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        var served = await kubernetes.Value.ListApiVersionsAsync(cancellationToken);
        foreach (var unknown in manifest.Objects.Where(found => found.ApiVersion.Length > 0 && !served.Contains(found.ApiVersion)))
        {
            problems.Warning("", $"this Kubernetes does not know {unknown.ApiVersion}, the version of {unknown.Kind} {unknown.Name}: choose a chart that fits it, or install what defines it");
        }
    }

    private async Task AddReleaseAsync(RenderProblems problems, ReleaseName release, CancellationToken cancellationToken)
    {
        if (await helm.GetStatusAsync(release, cancellationToken) is { Status: not ReleaseStatus.Uninstalled } taken)
            problems.Error("name", $"helm has a release {release} already ({taken.Chart} {taken.ChartVersion}), made by somebody else: choose another name, or delete that release first");
    }
}
