using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization.Roles;

/// <summary>ClusterRoles whose rules are those of all ClusterRoles that a label selects.</summary>
internal static class AggregatedRoles
{
    /// <summary>Writes the rules of every such role, until none changes: one may select another.</summary>
    public static void Update(ObjectStore store)
    {
        var changed = true;
        for (var round = 0; changed && round < 10; round++)
        {
            changed = false;
            foreach (var role in store.List(ResourceCatalog.ClusterRoles, null).Where(role => role["aggregationRule"] is JsonObject))
                changed |= Update(store, new(ResourceCatalog.ClusterRoles, "", role.Name()));
        }
    }

    /// <returns>Whether the role's rules were other ones.</returns>
    public static bool Update(ObjectStore store, ObjectKey key)
    {
        if (store.Get(key) is not { } role || role.At("aggregationRule") is not JsonObject rule) return false;
        var rules = Rules(store, rule, role.Name());
        if (JsonNode.DeepEquals(rules, role["rules"] ?? new JsonArray())) return false;
        store.Update(key, current =>
        {
            current["rules"] = rules;
            return current;
        });
        return true;
    }

    private static JsonArray Rules(ObjectStore store, JsonObject aggregation, string self)
    {
        var rules = new JsonArray();
        var selectors = aggregation.Items("clusterRoleSelectors").ToList();
        foreach (var other in store.List(ResourceCatalog.ClusterRoles, null))
        {
            if (other.Name() == self || !selectors.Exists(selector => LabelQuery.Matches(selector, other.At("metadata", "labels")))) continue;
            foreach (var rule in other.Items("rules"))
            {
                if (!rules.Any(known => JsonNode.DeepEquals(known, rule))) rules.Add(rule.DeepClone());
            }
        }

        return rules;
    }
}
