using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching.Ownership;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Schemas.Defaults;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>
/// Server-side apply (structured merge): the applied configuration is laid over the live object, fields the manager applied before and
/// dropped now go unless someone else owns them, and changing a field of another manager is a conflict unless forced. Members that are
/// null count as absent. Defaults are none of its business: apply them to the result, they belong to nobody.
/// </summary>
internal static class ServerSideApply
{
    /// <summary>Applies; conflicts are an answer, not an exception.</summary>
    /// <param name="current">The live object, or null to create it.</param>
    /// <param name="applied">The configuration as sent; stays as it is.</param>
    /// <exception cref="ApiFailure">400 when it carries managedFields; 500 (as real servers do) when it does not fit the schema.</exception>
    public static ApplyResult Apply(JsonObject? current, JsonObject applied, ApplyRequest request, ObjectSchema schema)
    {
        return LastApplied.IsKubectl(request)
            ? LastApplied.Apply(current, request, forced => Merge(current, applied, forced, schema), schema).Result
            : Merge(current, applied, request, schema).Result;
    }

    private static ApplyOutcome Merge(JsonObject? current, JsonObject applied, ApplyRequest request, ObjectSchema schema)
    {
        var configuration = Prepare(applied, request, schema);
        var live = current is null ? [] : WithoutNulls(WrittenFields.WithoutManagedFields(current));
        var entries = Entries(current, live, request, schema);
        var mine = new ManagedEntry
        {
            Manager = request.Manager,
            IsApply = true,
            ApiVersion = request.ApiVersion,
            Subresource = request.Subresource,
            Time = WrittenFields.Timestamp(request.Time),
            Fields = TypedFields.Of(configuration, schema.Type),
        };
        var last = entries.Find(mine.IsSameWorkflow);
        var others = entries.Where(entry => entry != last).ToList();

        // The name and namespace count as applied here, though they are stripped below: else they would go with the rest of the metadata.
        var merged = (JsonObject)TypedMerge.Merge(live, configuration, schema.Type)!;
        merged = FieldUpdater.Prune(merged, last?.Fields ?? FieldSet.Empty, mine, others, schema.Type);

        // A map that lost everything is gone; one that is applied as empty is there again.
        merged = (JsonObject)TypedMerge.Merge(merged, configuration, schema.Type)!;
        var change = TypedComparison.Between(live, merged, schema.Type);
        var conflicts = FieldUpdater.Conflicts(others, change);
        if (conflicts.Count > 0 && !request.Force)
        {
            return new ApplyOutcome(new ApplyResult { Conflict = ApplyConflict.Of(conflicts) }, conflicts);
        }

        if (LastApplied.IsKubectl(request))
        {
            LastApplied.Refresh(merged, applied);
        }

        return new ApplyOutcome(Finish(current, live, merged, [.. FieldUpdater.TakeOver(others, change), mine with { Fields = WrittenFields.Strip(mine.Fields) }], last), []);
    }

    private static ApplyResult Finish(JsonObject? current, JsonObject live, JsonObject merged, List<ManagedEntry> entries, ManagedEntry? last)
    {
        var mine = entries[^1];
        var isSameObject = current is not null && JsonNode.DeepEquals(live, merged);
        if (isSameObject && last is not null)
        {
            entries[^1] = mine with { Time = last.Time };
        }

        ManagedEntries.Write(merged, entries);
        var isUnchanged = isSameObject
            && JsonNode.DeepEquals(current!["metadata"]?["managedFields"], merged["metadata"]?["managedFields"]);
        return new ApplyResult { Object = merged, IsUnchanged = isUnchanged };
    }

    private static JsonObject Prepare(JsonObject applied, ApplyRequest request, ObjectSchema schema)
    {
        if (applied["metadata"] is JsonObject metadata && metadata["managedFields"] is not null)
        {
            throw ApiFailure.BadRequest("metadata.managedFields must be nil");
        }

        var configuration = WithoutNulls(applied);
        TypedCheck.RequireValid(configuration, schema);

        // Kinder than real servers, which take 0.5 for a change of 500m.
        CanonicalForm.Apply(configuration, schema.Type);
        return TypedRemoval.Remove(configuration, WrittenFields.Ignored(request.Subresource, schema), schema.Type) as JsonObject ?? [];
    }

    // An object nobody tracked so far belongs to "before-first-apply", so that a first apply does not take it over silently.
    private static List<ManagedEntry> Entries(JsonObject? current, JsonObject live, ApplyRequest request, ObjectSchema schema)
    {
        var entries = ManagedEntries.Read(current);
        if (current is null || entries.Count > 0)
        {
            return entries;
        }

        var fields = TypedComparison.Between(ObjectSkeleton.Complete([], schema), ObjectSkeleton.Complete(live, schema), schema.Type).Added;
        return
        [
            new ManagedEntry
            {
                Manager = "before-first-apply",
                IsApply = false,
                ApiVersion = request.ApiVersion,
                Time = WrittenFields.Timestamp(request.Time),
                Fields = WrittenFields.Strip(fields.RecursiveDifference(WrittenFields.Ignored("", schema))),
            },
        ];
    }

    private static JsonObject WithoutNulls(JsonObject source) => (JsonObject)JsonNulls.Without(source)!;
}

/// <summary>An apply's result, with the conflicts still as paths.</summary>
internal sealed record ApplyOutcome(ApplyResult Result, IReadOnlyList<FieldConflict> Conflicts);
