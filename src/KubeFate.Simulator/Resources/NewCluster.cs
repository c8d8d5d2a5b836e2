using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>What every cluster has from its first moment.</summary>
internal static class NewCluster
{
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    // Every API server makes these two (kubernetes pkg/apis/scheduling/v1/helpers.go).
    private static readonly (string Name, long Value, string What)[] PriorityClasses =
    [
        ("system-cluster-critical", 2_000_000_000, "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."),
        ("system-node-critical", 2_000_001_000, "Used for system critical pods that must not be moved from their current node."),
    ];

    /// <summary>Adds what is missing; an old cluster keeps what it has.</summary>
    public static void Furnish(ObjectStore store)
    {
        foreach (var name in Namespaces)
        {
            var key = new ObjectKey(ResourceCatalog.Namespaces, "", name);
            if (store.Get(key) is null) store.Create(key, Namespace(name));
        }

        foreach (var (name, value, what) in PriorityClasses)
        {
            var key = new ObjectKey(ResourceCatalog.PriorityClasses, "", name);
            if (store.Get(key) is null) store.Create(key, PriorityClass(value, what));
        }
    }

    private static JsonObject PriorityClass(long value, string what) => new()
    {
        ["value"] = value,
        ["description"] = what,
        ["preemptionPolicy"] = "PreemptLowerPriority",
    };

    private static JsonObject Namespace(string name) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = name } },
        ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
        ["status"] = new JsonObject { ["phase"] = "Active" },
    };
}
