using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>What every cluster has from its first moment.</summary>
internal static class NewCluster
{
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    /// <summary>Adds what is missing; an old cluster keeps what it has.</summary>
    public static void Furnish(ObjectStore store)
    {
        foreach (var name in Namespaces)
        {
            var key = new ObjectKey(ResourceCatalog.Namespaces, "", name);
            if (store.Get(key) is null) store.Create(key, Namespace(name));
        }
    }

    private static JsonObject Namespace(string name) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = name } },
        ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
        ["status"] = new JsonObject { ["phase"] = "Active" },
    };
}
