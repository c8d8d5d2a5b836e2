using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>Reads and writes nested fields of objects; what is missing or of another type reads as absent.</summary>
internal static class Fields
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var field in path) node = (node as JsonObject)?[field];
        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) => ObjectMeta.Number(node.At(path));

    public static int Count(this JsonNode? node, params ReadOnlySpan<string> path) => (int)(ObjectMeta.Number(node.At(path)) ?? 0);

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The objects of a list; none when there is no list.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>The text fields of a map such as labels; empty when there is none.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonObject map
            ? map.Where(entry => entry.Value is JsonValue).Select(entry => KeyValuePair.Create(entry.Key, entry.Value!.ToString()))
            : [];

    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Text(path) is { } text && DateTimeOffset.TryParse(text, out var time) ? time : null;

    /// <summary>The object at a path, made when missing.</summary>
    public static JsonObject Child(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var field in path)
        {
            if (node[field] is not JsonObject child) node[field] = child = [];
            node = child;
        }

        return node;
    }

    /// <summary>Whether a text field has a value, letter for letter; a missing field has null.</summary>
    public static bool Is(this JsonNode? node, string? value, params ReadOnlySpan<string> path) =>
        string.Equals(node.Text(path), value, StringComparison.Ordinal);

    /// <summary>Whether two versions are of one object; another object of the same name is not the same.</summary>
    public static bool IsSame(this JsonObject? item, JsonObject? other) =>
        item is not null && other is not null && item.Is(other.Uid(), "metadata", "uid");

    /// <summary>The condition of a type in an object's status, or null.</summary>
    public static JsonObject? Condition(this JsonNode? item, string type) =>
        item.Items("status", "conditions").FirstOrDefault(condition => condition.Is(type, "type"));

    public static string Name(this JsonObject item) => ObjectMeta.Name(item);

    public static string Namespace(this JsonObject item) => ObjectMeta.Namespace(item);

    public static string Uid(this JsonObject item) => ObjectMeta.Uid(item) ?? "";

    public static bool IsDeleting(this JsonObject item) => ObjectMeta.IsDeleting(item);

    public static string? Label(this JsonObject item, string name) => item.Text("metadata", "labels", name);

    public static string? Annotation(this JsonObject item, string name) => item.Text("metadata", "annotations", name);

    public static void SetAnnotation(this JsonObject item, string name, string? value)
    {
        if (value is not null) item.Child("metadata", "annotations")[name] = value;
        else (item.At("metadata", "annotations") as JsonObject)?.Remove(name);
    }

    public static bool HasFinalizer(this JsonObject item, string finalizer) =>
        item.At("metadata", "finalizers") is JsonArray all
            && all.Any(entry => string.Equals(entry?.ToString(), finalizer, StringComparison.Ordinal));

    public static void RemoveFinalizer(this JsonObject item, string finalizer)
    {
        if (item.At("metadata", "finalizers") is not JsonArray all) return;
        var left = all.Where(entry => !string.Equals(entry?.ToString(), finalizer, StringComparison.Ordinal))
            .Select(entry => entry?.DeepClone()).ToArray();
        if (left.Length > 0) item.Child("metadata")["finalizers"] = new JsonArray(left);
        else item.Child("metadata").Remove("finalizers");
    }
}
