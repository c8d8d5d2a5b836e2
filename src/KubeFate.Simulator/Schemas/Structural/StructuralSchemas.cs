using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Schemas.Structural;

/// <summary>The schema of any served type: a built-in one, or that which a CustomResourceDefinition gives.</summary>
internal static class StructuralSchemas
{
    private static readonly ConditionalWeakTable<JsonObject, ObjectSchema> Made = [];

    /// <summary>Null for a type that no schema is known of.</summary>
    public static ObjectSchema? Find(ResourceType type)
    {
        if (type.OpenApiSchema is not { } structural) return SchemaCatalog.Find(type.ApiVersion, type.Kind);
        return Made.GetValue(structural, _ => new ObjectSchema(type.ApiVersion, type.Kind, StructuralTypes.OfObject(structural, type.Kind), structural));
    }

    public static ObjectSchema FindOrUnknown(ResourceType type) => Find(type) ?? ObjectSchema.Unknown(type.ApiVersion, type.Kind);
}
