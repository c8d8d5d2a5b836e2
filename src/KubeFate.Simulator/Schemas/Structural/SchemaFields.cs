using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Structural;

/// <summary>Reads the parts of a structural schema (<c>openAPIV3Schema</c>).</summary>
internal static class SchemaFields
{
    public static string Type(JsonNode? schema) => Text(schema, "type");

    public static string Text(JsonNode? schema, string field) => (schema as JsonObject)?[field]?.ToString() ?? "";

    public static bool Is(JsonNode? schema, string field) => Text(schema, field) == "true";

    public static bool IsIntOrString(JsonNode? schema) => Is(schema, "x-kubernetes-int-or-string");

    public static bool KeepsUnknown(JsonNode? schema) => Is(schema, "x-kubernetes-preserve-unknown-fields");

    public static JsonObject Properties(JsonNode? schema) => (schema as JsonObject)?["properties"] as JsonObject ?? [];

    /// <summary>The schema of the values of a map; null when it is none, an empty one when it takes anything.</summary>
    public static JsonObject? Values(JsonNode? schema) => (schema as JsonObject)?["additionalProperties"] switch
    {
        JsonObject values => values,
        JsonValue all when all.ToString() == "true" => [],
        _ => null,
    };

    public static JsonObject? Items(JsonNode? schema) => (schema as JsonObject)?["items"] as JsonObject;
}
