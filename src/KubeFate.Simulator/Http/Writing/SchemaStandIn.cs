using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>Stands in for the schema's own defaulting and decoding until they are there.</summary>
internal static class SchemaStandIn
{
    public static void ApplyDefaults(this ObjectSchema schema, JsonObject item)
    {
        _ = (schema, item);
    }
}
