using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Objects;

/// <summary>Reads all pages of a list.</summary>
internal static class ObjectList
{
    private const int PageSize = 100;

    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(ApiConnection api, string path, string labels, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        for (var next = ""; ;)
        {
            var query = $"?limit={PageSize}{ApiConnection.Selector(labels)}{(next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "")}";
            var list = await api.GetAsync(path + query, ResourceJson.Default.ResourceListJsonObject, cancellationToken);
            all.AddRange(list.Items ?? []);
            next = list.Metadata.Continue;
            if (next.Length == 0) return all;
        }
    }
}
