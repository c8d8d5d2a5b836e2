using System.Text.Json.Nodes;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>What is asked of Kubernetes before anything is made there: whether the account may do it all, and whether what the objects name is there.</summary>
internal sealed class ClusterPreflight(Lazy<KubernetesGateway> kubernetes)
{
    /// <summary>Answers what is doubtful, a sentence each. Throws <c>forbidden</c> with all rights that are missing.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(string ns, IReadOnlyList<JsonObject> manifest, CancellationToken cancellationToken)
    {
        var untold = await kubernetes.Value.RequireRightsAsync(ns, manifest.Select(ObjectName.Of), cancellationToken);
        var missing = await FindMissingAsync(ns, manifest, cancellationToken);
        return untold is null ? missing : [$"the account of the service may not {untold} in the namespace {ns}: less will be told about the cluster", .. missing];
    }

    private async Task<IReadOnlyList<string>> FindMissingAsync(string ns, IReadOnlyList<JsonObject> manifest, CancellationToken cancellationToken)
    {
        var references = ManifestReferences.Of(manifest);
        var found = await Task.WhenAll(references.Select(reference => IsThereAsync(reference.Namespace ?? ns, reference.Object, cancellationToken)));
        return [.. references.Where((_, i) => !found[i]).Select(reference => reference.Missing)];
    }

    // What may not be looked at, and kinds that the server does not know, are nothing to warn of here.
    private async Task<bool> IsThereAsync(string ns, ObjectName name, CancellationToken cancellationToken)
    {
        try
        {
            return await kubernetes.Value.Objects.FindAsync(ns, name, cancellationToken) is not null;
        }
        catch (KubernetesException failure) when (failure.Code is KubernetesFailure.Forbidden or KubernetesFailure.NotFound)
        {
            return true;
        }
    }
}
