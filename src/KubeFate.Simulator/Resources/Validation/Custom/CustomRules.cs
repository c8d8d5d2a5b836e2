using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation.Custom;

/// <summary>
/// Values of custom resources held against their structural schema, in the words of kubernetes@v1.31 apiextensions-apiserver/pkg/apiserver/validation.
/// Rules in CEL (x-kubernetes-validations) are not evaluated.
/// </summary>
internal static class CustomRules
{
    public static void Check(ResourceType type, JsonObject item, Causes causes)
    {
        if (type.OpenApiSchema is not { } schema) return;
        foreach (var required in Required(schema).Where(field => item[field] is null)) causes.Required(required);
        var properties = SchemaFields.Properties(schema);
        foreach (var (name, value) in item.Where(member => member.Key is not ("apiVersion" or "kind" or "metadata")))
        {
            if (properties[name] is JsonObject property) Value(value, property, name, causes);
        }

        Combinations(item, schema, "", causes);
    }

    public static void Value(JsonNode? value, JsonObject schema, string path, Causes causes)
    {
        if (!HasType(value, schema))
        {
            if (value is not null || !SchemaFields.Is(schema, "nullable"))
                causes.Invalid(path, Named(value), $"{path} in body must be of type {Expected(schema)}: \"{Named(value)}\"");
            return;
        }

        if (value is null) return;
        if (schema["enum"] is JsonArray allowed && !allowed.Any(each => JsonNode.DeepEquals(each, value)))
            causes.Unsupported(path, value, [.. allowed.Select(each => each?.ToString() ?? "null")]);
        switch (value)
        {
            case JsonObject map:
                Map(map, schema, path, causes);
                break;
            case JsonArray list:
                CustomListRules.Check(list, schema, path, causes);
                break;
            default:
                CustomScalarRules.Check(value, schema, path, causes);
                break;
        }

        Combinations(value, schema, path, causes);
    }

    private static void Map(JsonObject map, JsonObject schema, string path, Causes causes)
    {
        if (ObjectMeta.Number(schema["minProperties"]) is { } least && map.Count < least)
            causes.Invalid(path, map.Count, $"{path} in body should have at least {least} properties");
        if (ObjectMeta.Number(schema["maxProperties"]) is { } most && map.Count > most) causes.TooMany(path, map.Count, most);
        foreach (var required in Required(schema).Where(field => !map.ContainsKey(field))) causes.Required($"{path}.{required}");
        var properties = SchemaFields.Properties(schema);
        foreach (var (name, member) in map)
        {
            if ((properties[name] as JsonObject ?? SchemaFields.Values(schema)) is { } typed) Value(member, typed, $"{path}.{name}", causes);
        }
    }

    private static void Combinations(JsonNode value, JsonObject schema, string path, Causes causes)
    {
        // An int-or-string says the same by anyOf, which its type has checked already.
        bool Fits(JsonNode? branch)
        {
            var inner = new Causes();
            if (branch is JsonObject typed) Value(value, typed, path, inner);
            return inner.Found.Count == 0;
        }

        foreach (var branch in (schema["allOf"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!SchemaFields.IsIntOrString(schema)) Value(value, branch, path, causes);
        }

        if (schema["anyOf"] is JsonArray any && !SchemaFields.IsIntOrString(schema) && !any.Any(Fits))
            causes.Invalid(path, "", $"\"{path}\" must validate at least one schema (anyOf)");
        if (schema["oneOf"] is JsonArray one && one.Count(Fits) is var fitting and not 1)
            causes.Invalid(path, "", $"\"{path}\" must validate one and only one schema (oneOf). {(fitting == 0 ? "Found none valid" : $"Found {fitting} valid alternatives")}");
        if (schema["not"] is JsonObject not && Fits(not)) causes.Invalid(path, "", $"\"{path}\" must not validate the schema (not)");
    }

    private static IEnumerable<string> Required(JsonObject schema) => (schema["required"] as JsonArray ?? []).Select(field => field?.ToString() ?? "");

    private static bool HasType(JsonNode? value, JsonObject schema)
    {
        if (value is null) return SchemaFields.Is(schema, "nullable") || (SchemaFields.Type(schema).Length == 0 && !SchemaFields.IsIntOrString(schema));
        var kind = value.GetValueKind();
        if (SchemaFields.IsIntOrString(schema)) return kind == JsonValueKind.String || (kind == JsonValueKind.Number && IsWhole(value));
        return SchemaFields.Type(schema) switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && IsWhole(value),
            _ => true,
        };
    }

    private static bool IsWhole(JsonNode value) => decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && number % 1 == 0;

    private static string Expected(JsonObject schema) => SchemaFields.IsIntOrString(schema) ? "integer,string" : SchemaFields.Type(schema);

    private static string Named(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsWhole(value) ? "integer" : "number",
        _ => "boolean",
    };
}
