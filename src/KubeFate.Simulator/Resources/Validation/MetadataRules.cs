using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

internal static class MetadataRules
{
    private const int LargestAnnotations = 256 * 1024;

    public static void Check(ResourceType type, JsonObject item, JsonObject? before, Causes causes)
    {
        var metadata = ObjectMeta.Metadata(item);
        var name = ObjectMeta.Name(item);
        if (name.Length == 0) causes.Required("metadata.name", "name or generateName is required");
        else if (ObjectNames.Problem(type, name) is { } problem) causes.Invalid("metadata.name", name, problem);
        Labels(metadata["labels"], "metadata.labels", causes);
        Annotations(metadata["annotations"], causes);
        Owners(metadata["ownerReferences"], causes);
        if (before is not null && ObjectMeta.IsDeleting(before)) Finalizers(metadata, before, causes);
    }

    public static void Labels(JsonNode? labels, string field, Causes causes)
    {
        foreach (var (key, value) in labels as JsonObject ?? [])
        {
            if (ObjectNames.LabelKeyProblem(key) is { } keyProblem) causes.Invalid(field, key, keyProblem);
            if (value is JsonValue text && ObjectNames.LabelValueProblem(text.ToString()) is { } problem)
                causes.Invalid(field, text.ToString(), problem);
        }
    }

    private static void Annotations(JsonNode? annotations, Causes causes)
    {
        var size = 0;
        foreach (var (key, value) in annotations as JsonObject ?? [])
        {
            if (ObjectNames.LabelKeyProblem(key.ToLowerInvariant()) is { } problem) causes.Invalid("metadata.annotations", key, problem);
            size += key.Length + (value?.ToString().Length ?? 0);
        }

        if (size > LargestAnnotations) causes.TooLong("metadata.annotations", LargestAnnotations);
    }

    private static void Owners(JsonNode? owners, Causes causes)
    {
        foreach (var (owner, at) in (owners as JsonArray ?? []).Select((owner, at) => (owner, at)))
        {
            foreach (var field in (ReadOnlySpan<string>)["apiVersion", "kind", "name", "uid"])
            {
                if (string.IsNullOrEmpty(owner?[field]?.ToString()))
                    causes.Invalid($"metadata.ownerReferences[{at}].{field}", "", "must not be empty");
            }
        }
    }

    private static void Finalizers(JsonObject metadata, JsonObject before, Causes causes)
    {
        var old = Texts(before["metadata"]!["finalizers"]);
        var added = Texts(metadata["finalizers"]).Except(old).ToList();
        if (added.Count == 0) return;
        causes.Forbidden(
            "metadata.finalizers",
            $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(name => $"\"{name}\""))}}}");
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(entry => entry?.ToString() ?? "");
}
