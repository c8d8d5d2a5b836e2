using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching.Ownership;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>
/// The way from client-side to server-side apply. An object that <c>kubectl apply</c> made says in an annotation what was applied; when
/// the manager <c>kubectl</c> applies on the server, fields that still hold those values may be taken over without force.
/// </summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    public static bool IsKubectl(ApplyRequest request) => request.Manager is "kubectl";

    /// <summary>Keeps the annotation, where there is one, in step with what is applied now.</summary>
    public static void Refresh(JsonObject result, JsonObject applied)
    {
        if (result["metadata"]?["annotations"] is JsonObject annotations && annotations.ContainsKey(Annotation))
        {
            var configuration = WrittenFields.WithoutManagedFields(applied);
            (configuration["metadata"]?["annotations"] as JsonObject)?.Remove(Annotation);
            annotations[Annotation] = configuration.ToJsonString(JsonText.Options) + "\n";
        }
    }

    /// <summary>Applies; when only fields of the last client-side apply conflict, applies again with force.</summary>
    public static ApplyOutcome Apply(JsonObject? current, ApplyRequest request, Func<ApplyRequest, ApplyOutcome> apply, ObjectSchema schema)
    {
        var outcome = apply(request);
        if (outcome.Conflicts.Count == 0 || Configuration(current) is not { } configuration)
        {
            return outcome;
        }

        var allowed = StillThere(configuration, current!, schema).Paths().ToHashSet(StringComparer.Ordinal);
        var refused = outcome.Conflicts.Where(conflict => !allowed.Contains(conflict.Path)).ToList();
        return refused.Count == 0
            ? apply(request with { Force = true })
            : new ApplyOutcome(new ApplyResult { Conflict = ApplyConflict.Of(refused) }, refused);
    }

    private static JsonObject? Configuration(JsonObject? current)
    {
        try
        {
            return current?["metadata"]?["annotations"]?[Annotation] is { } text ? JsonNode.Parse(text.GetValue<string>()) as JsonObject : null;
        }
        catch (JsonException)
        {
            // Written by hand, perhaps: then there is nothing to go by, and conflicts stay conflicts.
            return null;
        }
    }

    private static FieldSet StillThere(JsonObject configuration, JsonObject current, ObjectSchema schema)
    {
        var applied = (JsonObject)JsonNulls.Without(configuration)!;
        var change = TypedComparison.Between(applied, current, schema.Type);
        return TypedFields.Of(applied, schema.Type).Difference(change.Modified).Difference(change.Added).Difference(change.Removed);
    }
}
