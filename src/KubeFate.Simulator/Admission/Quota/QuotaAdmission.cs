using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission.Quota;

/// <summary>
/// Refuses what a ResourceQuota of the namespace has no room for. What is used is counted from the objects themselves at that moment, so that
/// two writes in a row cannot both take the last room.
/// </summary>
internal static class QuotaAdmission
{
    // Whoever limits one of these wants to know it of every container.
    private static readonly string[] MustBeSaid = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    /// <exception cref="ApiFailure">403, in the words of a real server.</exception>
    public static void Require(ObjectStore store, ObjectKey key, JsonObject item, JsonObject? before)
    {
        if (!key.Type.Namespaced || (before is not null && key.Type != ResourceCatalog.Services && key.Type != ResourceCatalog.PersistentVolumeClaims)) return;
        foreach (var quota in store.List(ResourceCatalog.ResourceQuotas, key.Namespace))
        {
            var hard = ResourceAmounts.Read(quota.At("spec", "hard"));
            if (hard.Count == 0 || !QuotaScopes.Matches(quota, key.Type, item)) continue;
            if (key.Type == ResourceCatalog.Pods) RequireSaid(key, quota.Name(), hard, item);
            RequireRoom(store, key, quota, hard, Wanted(key, item, before));
        }
    }

    /// <summary>What a quota's objects use now, of each name that it limits.</summary>
    public static ResourceAmounts Used(ObjectStore store, JsonObject quota)
    {
        var used = new ResourceAmounts();
        foreach (var name in ResourceAmounts.Read(quota.At("spec", "hard")).Keys) used[name] = default;
        foreach (var type in store.Types.Where(type => type.Namespaced))
        {
            foreach (var item in store.List(type, quota.Namespace()))
            {
                if (!QuotaScopes.Matches(quota, type, item)) continue;
                foreach (var (name, amount) in ObjectUsage.Of(type, item))
                {
                    if (used.TryGetValue(name, out var sum)) used[name] = sum + amount;
                }
            }
        }

        return used;
    }

    private static ResourceAmounts Wanted(ObjectKey key, JsonObject item, JsonObject? before)
    {
        var usage = ObjectUsage.Of(key.Type, item);
        return before is null ? usage : usage.Above(ObjectUsage.Of(key.Type, before));
    }

    private static void RequireSaid(ObjectKey key, string quota, ResourceAmounts hard, JsonObject pod)
    {
        var missing = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var container in pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers")))
        {
            foreach (var name in MustBeSaid.Where(name => hard.ContainsKey(name) && !IsSaid(container, name)))
            {
                if (!missing.TryGetValue(name, out var names)) missing[name] = names = new(StringComparer.Ordinal);
                names.Add(container.Text("name") ?? "");
            }
        }

        if (missing.Count == 0) return;
        var told = string.Join("; ", missing.Select(entry => $"{entry.Key} for: {string.Join(',', entry.Value)}"));
        throw ApiFailure.Forbidden(key.Type, key.Name, $"failed quota: {quota}: must specify {told}");
    }

    private static bool IsSaid(JsonObject container, string name)
    {
        var (part, resource) = name.Split('.') is [var first, var second] ? (first, second) : ("requests", name);
        return container.At("resources", part, resource) is not null || (part is "requests" && container.At("resources", "limits", resource) is not null);
    }

    private static void RequireRoom(ObjectStore store, ObjectKey key, JsonObject quota, ResourceAmounts hard, ResourceAmounts wanted)
    {
        var concerned = wanted.Where(entry => hard.ContainsKey(entry.Key)).ToList();
        if (concerned.Count == 0) return;
        var used = Used(store, quota);
        var exceeded = concerned.Where(entry => used.Get(entry.Key).Value + entry.Value.Value > hard.Get(entry.Key).Value).Select(entry => entry.Key).ToList();
        if (exceeded.Count == 0) return;
        throw ApiFailure.Forbidden(
            key.Type, key.Name,
            $"exceeded quota: {quota.Name()}, requested: {wanted.Print(exceeded)}, used: {used.Print(exceeded)}, limited: {hard.Print(exceeded)}");
    }
}
