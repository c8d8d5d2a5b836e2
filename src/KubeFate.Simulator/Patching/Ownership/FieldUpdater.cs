using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>A field that another manager owns and that the write would change.</summary>
internal sealed record FieldConflict(ManagedEntry Owner, string Path);

/// <summary>Who owns what after a write, and which fields an apply removes.</summary>
internal static class FieldUpdater
{
    /// <summary>The fields of others that a change touches.</summary>
    public static List<FieldConflict> Conflicts(IEnumerable<ManagedEntry> others, TypedComparison change)
    {
        var changed = change.Changed;
        return [.. others
            .OrderBy(entry => entry.Manager, StringComparer.Ordinal)
            .SelectMany(entry => entry.Fields.Intersection(changed).Paths().Select(path => new FieldConflict(entry, path)))];
    }

    /// <summary>Others lose what the change took over or removed; those who are left with nothing are dropped.</summary>
    public static IEnumerable<ManagedEntry> TakeOver(IEnumerable<ManagedEntry> others, TypedComparison change)
    {
        var lost = change.Changed.Union(change.Removed);
        return others.Select(entry => entry with { Fields = entry.Fields.Difference(lost) }).Where(entry => !entry.Fields.IsEmpty);
    }

    /// <summary>Removes what the applier had applied before, does not apply now, and nobody else owns.</summary>
    /// <param name="merged">The live object with the new configuration laid over it.</param>
    /// <param name="last">What the applier owned before this apply.</param>
    /// <param name="mine">What the applier owns now.</param>
    public static JsonObject Prune(JsonObject merged, FieldSet last, ManagedEntry mine, IReadOnlyList<ManagedEntry> others, TypeSchema type)
    {
        if (last.Difference(mine.Fields).IsEmpty)
        {
            return merged;
        }

        var owned = others.Append(mine).Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields));
        var lastFields = TypedFields.WithNamedFields(last, type);
        var mergedFields = TypedFields.WithNamedFields(TypedFields.Of(merged, type), type);

        // First everything the applier had, with all below it; then what anyone owns comes back; then what the applier never had.
        var pruned = TypedRemoval.Remove(merged, lastFields, type);
        var prunedFields = FieldsOf(pruned, type);
        pruned = TypedRemoval.Remove(merged, mergedFields.Difference(prunedFields.Union(TypedFields.WithNamedFields(owned, type))), type);
        var gone = mergedFields.Difference(FieldsOf(pruned, type)).Intersection(lastFields);
        return TypedRemoval.Remove(merged, gone, type) as JsonObject ?? [];
    }

    private static FieldSet FieldsOf(JsonNode? value, TypeSchema type) => TypedFields.WithNamedFields(TypedFields.Of(value, type), type);
}
