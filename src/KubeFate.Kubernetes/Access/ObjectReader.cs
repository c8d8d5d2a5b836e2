using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Access;

/// <summary>Reads objects as the server has them, for people to look at: what we judge by is typed.</summary>
internal static class ObjectReader
{
    // Each is held as a tree of nodes: small pages keep a namespace with thousands of events out of memory.
    private const int PageSize = 100;

    public static async IAsyncEnumerable<JsonObject> ReadAsync(
        ApiConnection api, ObjectKind kind, string ns, string cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var selector = kind == ObjectKind.Events ? "" : ApiConnection.Selector($"name={cluster}");
        for (var next = ""; ;)
        {
            var query = $"?limit={PageSize}{selector}{(next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "")}";
            var list = await api.GetAsync(Path(kind, ns) + query, ResourceJson.Default.ResourceListJsonObject, cancellationToken);
            foreach (var item in list.Items ?? []) yield return item;
            next = list.Metadata.Continue;
            if (next.Length == 0) yield break;
        }
    }

    private static string Path(ObjectKind kind, string ns) => kind switch
    {
        ObjectKind.Pods => ResourceTypes.Pods.Path(ns),
        ObjectKind.Deployments => ResourceTypes.Deployments.Path(ns),
        ObjectKind.StatefulSets => ResourceTypes.StatefulSets.Path(ns),
        ObjectKind.DaemonSets => ResourceTypes.DaemonSets.Path(ns),
        ObjectKind.Jobs => ResourceTypes.Jobs.Path(ns),
        ObjectKind.Claims => ResourceTypes.Claims.Path(ns),
        ObjectKind.Services => ResourceTypes.Services.Path(ns),
        ObjectKind.Ingresses => ResourceTypes.Ingresses.Path(ns),
        ObjectKind.Events => ResourceTypes.Events.Path(ns),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
