using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching;

/// <summary>
/// The inner structs that an object of a real server always has, as Go has them by value: so whoever fills <c>spec</c> owns what is in it,
/// but not <c>spec</c> itself.
/// </summary>
internal static class ObjectSkeleton
{
    private static readonly string[] Inner = ["metadata", "spec", "status", "template", "jobTemplate", "strategy", "updateStrategy"];

    /// <summary>A copy with those structs, empty where the object lacks them.</summary>
    public static JsonObject Complete(JsonObject value, ObjectSchema schema)
    {
        var copy = (JsonObject)value.DeepClone();
        Complete(copy, schema.Type);
        return copy;
    }

    private static void Complete(JsonObject value, TypeSchema type)
    {
        foreach (var name in Inner)
        {
            if (type.FindField(name)?.Type is not { Kind: TypeKind.Struct } innerType)
            {
                continue;
            }

            if (value[name] is not JsonObject inner)
            {
                value[name] = inner = [];
            }

            Complete(inner, innerType);
        }
    }
}
