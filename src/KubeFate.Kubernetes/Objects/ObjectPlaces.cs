using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Objects;

/// <summary>Where the server has its objects: it is asked once for each version of the API, since only it knows the plural of a kind and whether it has namespaces.</summary>
internal sealed class ObjectPlaces(ApiConnection api)
{
    private readonly Dictionary<string, ApiResourceList> _known = new(StringComparer.Ordinal);

    /// <summary>The path of an object.</summary>
    /// <exception cref="KubernetesException">NotFound: the server does not know the version or the kind.</exception>
    public async Task<string> OfAsync(ObjectName name, string ns, CancellationToken cancellationToken) =>
        $"{await OfKindAsync(name.ApiVersion, name.Kind, ns, cancellationToken)}/{Uri.EscapeDataString(name.Name)}";

    /// <summary>The path of the objects of a kind.</summary>
    public async Task<string> OfKindAsync(string apiVersion, string kind, string ns, CancellationToken cancellationToken)
    {
        var served = await ServedAsync(apiVersion, kind, cancellationToken);
        var found = Find(served, kind) ?? throw Unknown(apiVersion, kind);
        return found.Namespaced ? $"{Root(apiVersion)}/namespaces/{Uri.EscapeDataString(ns)}/{found.Name}" : $"{Root(apiVersion)}/{found.Name}";
    }

    /// <summary>API group and plural of those of these kinds that have namespaces and that the server knows.</summary>
    public async Task<IReadOnlyList<(string Group, string Resource)>> OfNamespacedKindsAsync(IEnumerable<ObjectName> names, CancellationToken cancellationToken)
    {
        var found = new List<(string, string)>();
        foreach (var (version, kind) in names.Select(name => (name.ApiVersion, name.Kind)).Distinct())
        {
            try
            {
                if (Find(await ServedAsync(version, kind, cancellationToken), kind) is { Namespaced: true } resource)
                    found.Add((version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : "", resource.Name));
            }
            catch (KubernetesException unknown) when (unknown.Code == KubernetesFailure.NotFound)
            {
                // Whoever makes such an object hears it from the server.
            }
        }

        return found;
    }

    private async Task<ApiResourceList> ServedAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(apiVersion, out var known)) return known;
        try
        {
            return _known[apiVersion] = await api.GetAsync(Root(apiVersion), ResourceJson.Default.ApiResourceList, cancellationToken);
        }
        catch (KubernetesException missing) when (missing.HttpStatus is 404)
        {
            throw Unknown(apiVersion, kind);
        }
    }

    private static ApiResource? Find(ApiResourceList served, string kind) =>
        (served.Resources ?? []).FirstOrDefault(resource => resource.Kind == kind && !resource.Name.Contains('/', StringComparison.Ordinal));

    private static string Root(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    private static KubernetesException Unknown(string apiVersion, string kind) => new(
        KubernetesFailure.NotFound, $"this Kubernetes does not know {kind} of {apiVersion}: choose a chart that fits it, or install what defines it");
}
