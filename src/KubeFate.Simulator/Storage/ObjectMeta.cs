using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

/// <summary>Reads and writes the few metadata fields that the server itself keeps.</summary>
internal static class ObjectMeta
{
    public static JsonObject Metadata(JsonObject item)
    {
        if (item["metadata"] is JsonObject metadata) return metadata;
        metadata = [];
        item["metadata"] = metadata;
        return metadata;
    }

    public static string? Text(JsonObject item, string field) => item["metadata"]?[field]?.GetValue<string>();

    public static string Name(JsonObject item) => Text(item, "name") ?? "";

    public static string Namespace(JsonObject item) => Text(item, "namespace") ?? "";

    public static string? Uid(JsonObject item) => Text(item, "uid");

    public static bool IsDeleting(JsonObject item) => item["metadata"]?["deletionTimestamp"] is not null;

    public static long Revision(JsonObject item) =>
        long.TryParse(Text(item, "resourceVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static long Generation(JsonObject item) => Number(item["metadata"]?["generation"]) ?? 0;

    /// <summary>A whole number, whichever .NET type it was set as; null when it is none.</summary>
    public static long? Number(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue<long>(out var wide) ? wide
        : value.TryGetValue<int>(out var narrow) ? narrow
        : null;

    /// <summary>A time as objects carry it: UTC, whole seconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
