using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Structural;

/// <summary>Structural schemas as the types by which objects are merged and owned.</summary>
internal static class StructuralTypes
{
    /// <summary>The type of a whole object: its own fields, and the metadata that every object has.</summary>
    public static TypeSchema OfObject(JsonObject schema, string kind)
    {
        var known = SchemaCatalog.Find("v1", "ConfigMap")!.Type.Fields;
        var fields = Fields(schema).Where(field => field.Name is not ("apiVersion" or "kind" or "metadata"))
            .Concat([known["apiVersion"], known["kind"], known["metadata"]]);
        return new TypeSchema
        {
            Kind = SchemaFields.KeepsUnknown(schema) ? TypeKind.Deduced : TypeKind.Struct,
            Name = kind,
            Fields = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal),
        };
    }

    private static IEnumerable<FieldSchema> Fields(JsonObject schema) =>
        SchemaFields.Properties(schema).Select(property => new FieldSchema { Name = property.Key, Type = Of(property.Value as JsonObject ?? []) });

    private static TypeSchema Of(JsonObject schema)
    {
        if (SchemaFields.IsIntOrString(schema)) return Scalar(TypeKind.IntOrString, "intOrString");
        switch (SchemaFields.Type(schema))
        {
            case "object" when SchemaFields.Values(schema) is { } values:
                return new() { Kind = TypeKind.Map, Name = "", Element = Of(values), IsAtomic = IsAtomic(schema) };
            case "object":
                return new()
                {
                    Kind = SchemaFields.KeepsUnknown(schema) ? TypeKind.Deduced : TypeKind.Struct,
                    Name = "object",
                    IsAtomic = IsAtomic(schema),
                    Fields = Fields(schema).ToFrozenDictionary(field => field.Name, StringComparer.Ordinal),
                };
            case "array":
                return List(schema);
            case "string":
                return Scalar(TypeKind.String, "string");
            case "boolean":
                return Scalar(TypeKind.Boolean, "boolean");
            case "integer" or "number":
                return Scalar(TypeKind.Number, "number");
            default:
                return TypeSchema.Deduced;
        }
    }

    private static TypeSchema List(JsonObject schema) => new()
    {
        Kind = TypeKind.List,
        Name = "",
        Element = Of(SchemaFields.Items(schema) ?? []),
        ListKind = SchemaFields.Text(schema, "x-kubernetes-list-type") switch { "set" => ListKind.Set, "map" => ListKind.Map, _ => ListKind.Atomic },
        Keys = schema["x-kubernetes-list-map-keys"] is JsonArray keys ? [.. keys.Select(key => key?.ToString() ?? "")] : [],
    };

    private static bool IsAtomic(JsonObject schema) => SchemaFields.Text(schema, "x-kubernetes-map-type") == "atomic";

    private static TypeSchema Scalar(TypeKind kind, string name) => new() { Kind = kind, Name = name };
}
