using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources.Validation;
using KubeFate.Simulator.Resources.Validation.Custom;
using KubeFate.Simulator.Schemas.Structural;

namespace KubeFate.Simulator.Resources.Definitions;

/// <summary>Whether a schema is structural: every value has a type, so that objects can be pruned by it.</summary>
internal static class StructuralRules
{
    public static void Check(JsonObject schema, string path, Causes causes)
    {
        if (SchemaFields.Type(schema) is { Length: > 0 } type and not "object") causes.Invalid(path + ".type", type, "must be object at the root");
        if (SchemaFields.Values(schema) is not null) causes.Forbidden(path + ".additionalProperties", "must not be used at the root");
        Check(schema, path, "at the root", causes);
    }

    private static void Check(JsonObject schema, string path, string where, Causes causes)
    {
        if (SchemaFields.Type(schema).Length == 0 && !SchemaFields.IsIntOrString(schema) && !SchemaFields.KeepsUnknown(schema))
            causes.Required(path + ".type", "must not be empty " + where);
        if (SchemaFields.Type(schema) == "array" && SchemaFields.Items(schema) is null) causes.Required(path + ".items", "must be specified");
        if (SchemaFields.Values(schema) is not null && SchemaFields.Properties(schema).Count > 0)
            causes.Forbidden(path + ".additionalProperties", "additionalProperties and properties are mutual exclusive");
        if (schema["x-kubernetes-preserve-unknown-fields"]?.ToString() == "false")
            causes.Invalid(path + ".x-kubernetes-preserve-unknown-fields", false, "must be true or undefined");
        ListType(schema, path, causes);
        Default(schema, path, causes);
        // The root's metadata is that of every object: its type is not said.
        foreach (var (name, property) in SchemaFields.Properties(schema).Where(property => where != "at the root" || property.Key is not "metadata"))
        {
            if (property is JsonObject typed) Check(typed, $"{path}.properties[{name}]", "for specified object fields", causes);
        }

        if (SchemaFields.Items(schema) is { } items) Check(items, path + ".items", "for specified array items", causes);
        if (SchemaFields.Values(schema) is { Count: > 0 } values) Check(values, path + ".additionalProperties", "for specified object fields", causes);
    }

    private static void ListType(JsonObject schema, string path, Causes causes)
    {
        var type = SchemaFields.Text(schema, "x-kubernetes-list-type");
        if (type is not ("" or "atomic" or "set" or "map")) causes.Unsupported(path + ".x-kubernetes-list-type", type, "atomic", "map", "set");
        if (type is not "map") return;
        if (schema["x-kubernetes-list-map-keys"] is not JsonArray { Count: > 0 } keys)
        {
            causes.Required(path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
            return;
        }

        var fields = SchemaFields.Properties(SchemaFields.Items(schema));
        foreach (var (key, at) in keys.Select((key, at) => (key?.ToString() ?? "", at)))
        {
            if (!fields.ContainsKey(key)) causes.Invalid($"{path}.x-kubernetes-list-map-keys[{at}]", key, "entries must all be names of item properties");
        }
    }

    private static void Default(JsonObject schema, string path, Causes causes)
    {
        if (schema["default"] is not { } value) return;
        CustomRules.Value(value, schema, path + ".default", causes);
    }
}
