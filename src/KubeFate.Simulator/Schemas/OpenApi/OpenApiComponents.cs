using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Schemas.OpenApi;

/// <summary>Gathers the component schemas a document needs: the kinds and every struct they reach.</summary>
internal sealed class OpenApiComponents
{
    private const string QuantityName = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private const string IntOrStringName = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
    private const string TimeName = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
    private const string MicroTimeName = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";

    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public void AddKind(ObjectSchema schema, ResourceType resource)
    {
        AddStruct(schema.Type);
        _schemas[schema.Type.OpenApiName]["x-kubernetes-group-version-kind"] = new JsonArray(OpenApiDocument.KindOf(resource));
    }

    public JsonObject ToJson() => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    private void AddStruct(TypeSchema type)
    {
        if (!_schemas.TryAdd(type.OpenApiName, []))
        {
            return;
        }

        var schema = _schemas[type.OpenApiName];
        Describe(schema, Descriptions.Of(type.Name));
        schema["type"] = "object";
        if (type.IsAtomic)
        {
            schema["x-kubernetes-map-type"] = "atomic";
        }

        var required = type.Fields.Values.Where(field => field.Required).Select(field => field.Name).Order(StringComparer.Ordinal).ToList();
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        var properties = new JsonObject();
        foreach (var field in type.Fields.Values.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            properties[field.Name] = OfField(type, field);
        }

        schema["properties"] = properties;
    }

    private JsonObject OfField(TypeSchema owner, FieldSchema field)
    {
        var schema = OfType(field.Type);
        if (schema["$ref"] is { } reference)
        {
            // In OpenAPI 3.0 nothing counts beside $ref, so what the field itself says needs an allOf.
            schema.Clear();
            schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference });
        }

        Describe(schema, Descriptions.Of(owner.Name + "." + field.Name));
        if (field.Default is not null)
        {
            schema["default"] = JsonNode.Parse(field.Default);
        }

        if (field.Enum.Count > 0)
        {
            schema["enum"] = new JsonArray([.. field.Enum.Select(value => JsonValue.Create(value))]);
        }

        AddMergeRules(schema, field);
        return schema;
    }

    private static void AddMergeRules(JsonObject schema, FieldSchema field)
    {
        if (field.Type.Kind == TypeKind.List)
        {
            schema["x-kubernetes-list-type"] = field.Type.ListKind.ToString().ToLowerInvariant();
            if (field.Type.Keys.Count > 0)
            {
                schema["x-kubernetes-list-map-keys"] = new JsonArray([.. field.Type.Keys.Select(key => JsonValue.Create(key))]);
            }
        }

        if (field.Type is { Kind: TypeKind.Map, IsAtomic: true })
        {
            schema["x-kubernetes-map-type"] = "atomic";
        }

        var strategy = string.Join(',', new[] { field.Merge ? "merge" : "", field.RetainKeys ? "retainKeys" : "" }.Where(word => word.Length > 0));
        if (strategy.Length > 0)
        {
            schema["x-kubernetes-patch-strategy"] = strategy;
        }

        if (field.MergeKey is not null)
        {
            schema["x-kubernetes-patch-merge-key"] = field.MergeKey;
        }
    }

    private JsonObject OfType(TypeSchema type)
    {
        switch (type.Kind)
        {
            case TypeKind.Struct:
                AddStruct(type);
                return Reference(type.OpenApiName);
            case TypeKind.List:
                return new JsonObject { ["type"] = "array", ["items"] = OfType(type.Element!) };
            case TypeKind.Map:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = OfType(type.Element!) };
            case TypeKind.Quantity:
                return OfNamed(QuantityName, new JsonObject { ["oneOf"] = new JsonArray(Typed("string"), Typed("number")) });
            case TypeKind.IntOrString:
                return OfNamed(IntOrStringName, new JsonObject { ["format"] = "int-or-string", ["oneOf"] = new JsonArray(Typed("integer"), Typed("string")) });
            case TypeKind.Time:
                return OfNamed(type.Name is "microTime" ? MicroTimeName : TimeName, Typed("string", "date-time"));
            default:
                return OfScalar(type);
        }
    }

    private static JsonObject OfScalar(TypeSchema type) => type.Kind switch
    {
        TypeKind.Integer => Typed("integer", type.Name),
        TypeKind.Number => Typed("number", "double"),
        TypeKind.Boolean => Typed("boolean"),
        TypeKind.Bytes => Typed("string", "byte"),
        TypeKind.String => Typed("string"),
        _ => new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
    };

    private JsonObject OfNamed(string name, JsonObject schema)
    {
        Describe(schema, Descriptions.Of(name.Split('.')[^1]));
        _schemas.TryAdd(name, schema);
        return Reference(name);
    }

    private static void Describe(JsonObject schema, string? description)
    {
        if (description is not null)
        {
            schema["description"] = description;
        }
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    private static JsonObject Typed(string type, string? format = null) =>
        format is null ? new JsonObject { ["type"] = type } : new JsonObject { ["type"] = type, ["format"] = format };
}
