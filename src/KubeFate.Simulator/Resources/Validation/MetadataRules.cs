using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
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
        if (SchemaCatalog.Find(type.ApiVersion, type.Kind) is not null) FinalizerNames(metadata["finalizers"], causes);
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
        string? controller = null;
        foreach (var owner in owners as JsonArray ?? [])
        {
            foreach (var field in (ReadOnlySpan<string>)["apiVersion", "kind", "name", "uid"])
            {
                if (string.IsNullOrEmpty(owner?[field]?.ToString()))
                    causes.Invalid($"metadata.ownerReferences.{field}", "", field is "apiVersion" ? "version must not be empty" : "must not be empty");
            }

            if (owner?["controller"]?.ToString() != "true") continue;
            var named = $"{owner["kind"]}/{owner["name"]}";
            if (controller is null) controller = named;
            else
            {
                causes.Invalid(
                    "metadata.ownerReferences", owners!.DeepClone(),
                    $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {named}");
            }
        }
    }

    // Custom resources may have any; built-in kinds only those that say whose they are.
    private static void FinalizerNames(JsonNode? finalizers, Causes causes)
    {
        foreach (var (name, at) in Texts(finalizers).Select((name, at) => (name, at)))
        {
            if (ObjectNames.QualifiedNameProblem(name) is { } problem) causes.Invalid("metadata.finalizers", name, problem);
            else if (!name.Contains('/') && name is not ("kubernetes" or "orphan" or "foregroundDeletion"))
                causes.Invalid($"metadata.finalizers[{at}]", name, "name is neither a standard finalizer name nor is it fully qualified");
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
