using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>Finds where a cluster is reached from outside: ingress hosts, service ports, a node's address.</summary>
internal static class AccessReader
{
    public static async Task<ClusterAccess> ReadAsync(ApiConnection api, string ns, string cluster, CancellationToken cancellationToken)
    {
        var selector = $"name={cluster}";
        var notes = new List<string>();
        var ingresses = TryListAsync(api, ResourceTypes.Ingresses, ns, selector, notes, cancellationToken);
        var services = TryListAsync(api, ResourceTypes.Services, ns, selector, notes, cancellationToken);
        var address = NodeAddressAsync(api, ns, selector, cancellationToken);

        return new ClusterAccess
        {
            Hosts = [.. (await ingresses).SelectMany(one => one.Spec.Rules ?? []).Select(rule => rule.Host).Where(host => !string.IsNullOrEmpty(host)).OfType<string>()],
            Ports = [.. (await services).OrderBy(one => one.Metadata.Name, StringComparer.Ordinal).SelectMany(OutsidePorts)],
            NodeAddress = await address,
            Notes = notes,
        };
    }

    private static IEnumerable<OutsidePort> OutsidePorts(Service service)
    {
        var balancer = service.Status.LoadBalancer?.Ingress?.Select(one => one.Ip ?? one.Hostname).FirstOrDefault(one => one is not null);
        return from port in service.Spec.Ports ?? []
               where service.Spec.Type is "NodePort" or "LoadBalancer"
               select new OutsidePort
               {
                   Service = service.Metadata.Name,
                   Name = port.Name ?? "",
                   Port = port.Port,
                   NodePort = port.NodePort > 0 ? port.NodePort : null,
                   LoadBalancer = balancer,
               };
    }

    private static async Task<string?> NodeAddressAsync(ApiConnection api, string ns, string selector, CancellationToken cancellationToken)
    {
        var nodes = await TryListAsync(api, ResourceTypes.Nodes, ns: null, selector: null, notes: null, cancellationToken);
        var addresses = nodes.SelectMany(node => node.Status.Addresses ?? []).ToList();
        var best = addresses.Find(one => one.Type is "ExternalIP") ?? addresses.Find(one => one.Type is "InternalIP");
        if (best is not null) return best.Address;

        var pods = await TryListAsync(api, ResourceTypes.Pods, ns, selector, notes: null, cancellationToken);
        return pods.Select(pod => pod.Status.HostIP).FirstOrDefault(ip => !string.IsNullOrEmpty(ip));
    }

    /// <summary>What we may not see is an empty list with a note.</summary>
    private static async Task<IReadOnlyList<T>> TryListAsync<T>(
        ApiConnection api, ResourceType<T> type, string? ns, string? selector, List<string>? notes, CancellationToken cancellationToken)
    {
        try
        {
            return await api.ListAsync(type, ns, selector, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is KubernetesFailure.Forbidden or KubernetesFailure.NotFound)
        {
            if (notes is not null) lock (notes) notes.Add($"{type.Plural} cannot be seen: {e.Detail}");
            return [];
        }
    }
}
