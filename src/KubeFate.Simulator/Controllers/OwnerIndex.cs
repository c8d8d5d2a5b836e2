using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>
/// Who belongs to whom, kept in step with the store's every write: without it each look at one owner would have to go through all
/// objects of its namespace.
/// </summary>
internal sealed class OwnerIndex : IDisposable
{
    private readonly ObjectStore store;
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<ObjectKey>> dependents = new(StringComparer.Ordinal);
    private readonly Dictionary<(ResourceType Type, string Namespace), HashSet<ObjectKey>> free = [];

    public OwnerIndex(ObjectStore store)
    {
        this.store = store;
        store.Exclusively(() =>
        {
            foreach (var (key, item) in store.All()) Add(key, item);
            store.Recorder += Follow;
            return true;
        });
    }

    /// <summary>The objects that refer to an owner by its uid.</summary>
    public List<ObjectKey> DependentsOf(string uid)
    {
        lock (gate) return dependents.TryGetValue(uid, out var keys) ? [.. keys] : [];
    }

    /// <summary>The objects of a type that no owner controls.</summary>
    public List<ObjectKey> Free(ResourceType type, string ns)
    {
        lock (gate) return free.TryGetValue((type, ns), out var keys) ? [.. keys] : [];
    }

    public void Dispose() => store.Recorder -= Follow;

    private void Follow(ObjectChange change, ReadOnlyMemory<byte> json)
    {
        lock (gate)
        {
            if (change.Previous is { } previous) Remove(change.Key, previous);
            if (change.Kind != ChangeKind.Deleted) Add(change.Key, change.Object);
        }
    }

    private void Add(ObjectKey key, JsonObject item)
    {
        foreach (var uid in Uids(item)) Set(dependents, uid).Add(key);
        if (Owners.Controller(item) is null) Set(free, (key.Type, key.Namespace)).Add(key);
    }

    private void Remove(ObjectKey key, JsonObject item)
    {
        foreach (var uid in Uids(item))
        {
            if (dependents.TryGetValue(uid, out var keys) && keys.Remove(key) && keys.Count == 0) dependents.Remove(uid);
        }

        if (free.TryGetValue((key.Type, key.Namespace), out var alone) && alone.Remove(key) && alone.Count == 0)
            free.Remove((key.Type, key.Namespace));
    }

    private static HashSet<ObjectKey> Set<T>(Dictionary<T, HashSet<ObjectKey>> sets, T name) where T : notnull
    {
        if (!sets.TryGetValue(name, out var keys)) sets[name] = keys = [];
        return keys;
    }

    private static IEnumerable<string> Uids(JsonObject item) =>
        item.Items("metadata", "ownerReferences").Select(reference => reference.Text("uid")).OfType<string>();
}
