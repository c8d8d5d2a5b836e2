using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>What stands in the way beyond cluster.yaml itself: the cluster that is there, the namespace, the release's name, what the manifests ask for.</summary>
internal sealed class RenderFindings(ClusterStore clusters, HelmClient helm, Lazy<KubernetesGateway> kubernetes, ReleaseTrial trial, TimeProvider time)
{
    // Somebody waits for the answer; a Kubernetes that is down must not keep it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The cluster that is there under the name, opened; null when there is none.</summary>
    public async Task<ClusterRecord?> FindAsync(ClusterSpec spec, CancellationToken cancellationToken) =>
        await clusters.FindAsync(spec.Name, spec.Namespace, cancellationToken) is { } cluster ? await clusters.OpenAsync(cluster, cancellationToken) : null;

    public async Task AddAsync(RenderProblems problems, ClusterRequest request, RenderedSpec rendered, ClusterRecord? existing, CancellationToken cancellationToken)
    {
        var spec = rendered.Spec;
        if (existing is not null) AddUpdate(problems, existing, spec, request.Force);
        if (rendered.Manifest is { } manifest) AddImages(problems, manifest);
        if (OriginalIngresses.Missing(spec) is { } missing) problems.Warning("ingress", missing);

        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (await HasNamespaceAsync(problems, request, linked.Token)) await TryAsync(problems, existing, rendered, request.Force, linked.Token);
            else await AddVersionsAsync(problems, rendered, linked.Token);
            if (existing is null) await AddReleaseAsync(problems, new ReleaseName(spec.Name, spec.Namespace), linked.Token);
        }
        catch (Exception failure) when (failure is KubernetesException or HelmException)
        {
            problems.Warning("", $"Kubernetes could not be asked about it: {SecretGuard.Known(rendered.Target, failure.Message)}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            problems.Warning("", $"Kubernetes could not be asked about it: it did not answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    private static void AddUpdate(RenderProblems problems, ClusterRecord existing, ClusterSpec spec, bool force)
    {
        try
        {
            UpdateRules.RequireUpgrade(existing, spec.ChartName, spec.ChartVersion);
            UpdateRules.RequireChange(existing, spec, force);
            DataRules.Require(existing, spec);
        }
        catch (ServiceException refusal)
        {
            var message = $"the cluster exists ({existing.ChartName} {existing.ChartVersion}): {refusal.Message}";
            if (refusal.Code == "spec_unchanged") problems.Warning("", message);
            else problems.Error(refusal.Code == "chart_differs" ? "chartName" : "chartVersion", message);
        }
    }

    private static void AddImages(RenderProblems problems, ReleaseManifest manifest)
    {
        foreach (var doubt in ImageTag.Doubts(manifest.Objects.SelectMany(found => found.Images).Select(found => found.Image))) problems.Warning("", doubt);
    }

    /// <summary>Without its namespace no object can be tried.</summary>
    private async Task<bool> HasNamespaceAsync(RenderProblems problems, ClusterRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await kubernetes.Value.RequireNamespaceAsync(request.Namespace, cancellationToken);
            return true;
        }
        catch (KubernetesException missing) when (missing.Code == KubernetesFailure.NamespaceMissing)
        {
            if (request.CreateNamespace) problems.Warning("", $"the namespace {request.Namespace} is not there yet, so Kubernetes was not asked whether it would take the objects");
            else problems.Error("namespace", missing.Message);
            return false;
        }
    }

    // All that can be said of objects that cannot be tried.
    private async Task AddVersionsAsync(RenderProblems problems, RenderedSpec rendered, CancellationToken cancellationToken)
    {
        var served = await kubernetes.Value.ListApiVersionsAsync(cancellationToken);
        foreach (var unknown in (rendered.Manifest?.Objects ?? []).Where(found => found.ApiVersion.Length > 0 && !served.Contains(found.ApiVersion)))
            problems.Error("", $"{unknown.Kind} {unknown.Name}: this Kubernetes does not know {unknown.Kind} of {unknown.ApiVersion}: choose a chart that fits it, or install what defines it");
    }

    private async Task TryAsync(RenderProblems problems, ClusterRecord? existing, RenderedSpec rendered, bool force, CancellationToken cancellationToken)
    {
        if (rendered is not { Chart: { } chart, Manifest: not null }) return;
        await trial.AddAsync(problems, rendered.Target, chart, new TrialWay { IsUpdate = existing is { HelmRevision: > 0 }, Force = force }, cancellationToken);
    }

    private async Task AddReleaseAsync(RenderProblems problems, ReleaseName release, CancellationToken cancellationToken)
    {
        if (await helm.GetStatusAsync(release, cancellationToken) is { Status: not ReleaseStatus.Uninstalled } taken)
            problems.Error("name", $"helm has a release {release} already ({taken.Chart} {taken.ChartVersion}), made by somebody else: choose another name, or delete that release first");
    }
}
