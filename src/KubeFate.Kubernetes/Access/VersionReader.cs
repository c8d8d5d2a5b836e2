using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>The versions of the API that a server serves: two small requests.</summary>
internal static class VersionReader
{
    public static async Task<IReadOnlySet<string>> ListAsync(ApiConnection api, CancellationToken cancellationToken)
    {
        var core = await api.GetAsync("api", ResourceJson.Default.CoreVersions, cancellationToken);
        var groups = await api.GetAsync("apis", ResourceJson.Default.ApiGroups, cancellationToken);
        return core.Versions.Concat(groups.Groups.SelectMany(group => group.Versions).Select(version => version.GroupVersion)).ToHashSet(StringComparer.Ordinal);
    }
}
