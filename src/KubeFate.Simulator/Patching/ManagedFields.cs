using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching.Ownership;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching;

/// <summary>Tracks who wrote which fields by creates, updates and patches other than apply.</summary>
internal static class ManagedFields
{
    // Real servers keep ten entries of updates and fold the oldest into this one.
    private const int UpdateEntries = 10;
    private const string AncientManager = "ancient-changes";

    /// <summary>
    /// Records in <paramref name="after"/>'s managedFields what changed since <paramref name="before"/>. Call it with the object as defaulted
    /// and before the server itself adds anything (addresses, uid, generation).
    /// </summary>
    /// <param name="before">The live object; null when it is created.</param>
    /// <param name="manager">The <c>fieldManager</c> of the request, else <see cref="ManagerOf"/> of its User-Agent.</param>
    /// <param name="subresource">Empty, <c>status</c> or <c>scale</c>; a write through a subresource cannot set managedFields.</param>
    public static void TrackUpdate(
        JsonObject? before, JsonObject after, string manager, string subresource, string apiVersion, DateTimeOffset now, ObjectSchema schema)
    {
        if (ManagedEntries.IsReset(after) && subresource.Length == 0)
        {
            ManagedEntries.Write(after, []);
            return;
        }

        var sent = subresource.Length == 0 ? ManagedEntries.Read(after) : [];
        var entries = sent.Count > 0 ? sent : ManagedEntries.Read(before);
        if (before is not null && entries.Count == 0)
        {
            // Nobody tracks this object: it starts with its first apply.
            ManagedEntries.Write(after, []);
            return;
        }

        var change = TypedComparison.Between(Comparable(before ?? [], schema), Comparable(after, schema), schema.Type)
            .Without(WrittenFields.Ignored(subresource, schema));
        var mine = new ManagedEntry
        {
            Manager = manager,
            IsApply = false,
            ApiVersion = apiVersion,
            Subresource = subresource,
            Time = WrittenFields.Timestamp(now),
            Fields = WrittenFields.Strip(change.Changed),
        };
        ManagedEntries.Write(after, Cap(Add([.. FieldUpdater.TakeOver(entries, change)], mine), apiVersion));
    }

    /// <summary>
    /// Keeps the old times when a write, as it is to be stored, changed nothing else: so that repeating an apply or update leaves the object
    /// and its resourceVersion alone.
    /// </summary>
    public static void KeepTimesOfUnchanged(JsonObject before, JsonObject after)
    {
        var (old, now) = (ManagedEntries.Read(before), ManagedEntries.Read(after));
        var isSameOwnership = old.Count == now.Count && old.Zip(now).All(pair => pair.First.IsSameWorkflow(pair.Second) && pair.First.Fields.SetEquals(pair.Second.Fields));
        if (isSameOwnership && JsonNode.DeepEquals(WrittenFields.WithoutManagedFields(before), WrittenFields.WithoutManagedFields(after)))
        {
            ManagedEntries.Write(after, old);
        }
    }

    /// <summary>The manager of a request that names none: its User-Agent's first part, before the slash.</summary>
    public static string ManagerOf(string? userAgent)
    {
        var name = (userAgent ?? "").Split('/')[0];
        return name.Length == 0 ? "unknown" : name;
    }

    private static JsonObject Comparable(JsonObject value, ObjectSchema schema) =>
        ObjectSkeleton.Complete(WrittenFields.WithoutManagedFields(value), schema);

    private static List<ManagedEntry> Add(List<ManagedEntry> entries, ManagedEntry mine)
    {
        if (mine.Fields.IsEmpty)
        {
            return entries;
        }

        var index = entries.FindIndex(mine.IsSameWorkflow);
        if (index < 0)
        {
            entries.Add(mine);
        }
        else
        {
            entries[index] = mine with { Fields = mine.Fields.Union(entries[index].Fields) };
        }

        return entries;
    }

    private static List<ManagedEntry> Cap(List<ManagedEntry> entries, string apiVersion)
    {
        var updates = entries.Where(entry => !entry.IsApply).OrderBy(entry => entry.Time, StringComparer.Ordinal).ToList();
        if (updates.Count <= UpdateEntries)
        {
            return entries;
        }

        var old = updates.Take(updates.Count - UpdateEntries + 1).ToList();
        var ancient = new ManagedEntry
        {
            Manager = AncientManager,
            IsApply = false,
            ApiVersion = apiVersion,
            Time = old[^1].Time,
            Fields = old.Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields)),
        };
        return [.. entries.Except(old), ancient];
    }
}
