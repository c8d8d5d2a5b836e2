using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching;

/// <summary>
/// The object a create is compared with. Real servers compare with an empty Go struct, whose inner structs exist already; so a creator
/// owns what is in <c>spec</c>, but not <c>spec</c> itself.
/// </summary>
internal static class ObjectSkeleton
{
    private static readonly string[] Inner = ["metadata", "spec", "status", "template", "jobTemplate", "strategy", "updateStrategy"];

    public static JsonObject Of(ObjectSchema schema) => Of(schema.Type);

    private static JsonObject Of(TypeSchema type)
    {
        var result = new JsonObject();
        foreach (var name in Inner)
        {
            if (type.FindField(name)?.Type is { Kind: TypeKind.Struct } inner)
            {
                result[name] = Of(inner);
            }
        }

        return result;
    }
}
