using System.Text.Json;
using KubeFate.Client.Wire;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters;

/// <summary>The namespace of a cluster: there before anything is installed, or made when the request says so.</summary>
internal sealed class ClusterNamespace(Lazy<KubernetesGateway> kubernetes)
{
    /// <summary>Throws <c>namespace_missing</c> or <c>forbidden</c> with the cure.</summary>
    public async Task RequireAsync(string name, string? request, CancellationToken cancellationToken)
    {
        if (request is not null && JsonSerializer.Deserialize(request, WireJson.Default.ClusterRequest)!.CreateNamespace)
            await kubernetes.Value.EnsureNamespaceAsync(name, cancellationToken);
        await kubernetes.Value.RequireNamespaceAsync(name, cancellationToken);
    }
}
