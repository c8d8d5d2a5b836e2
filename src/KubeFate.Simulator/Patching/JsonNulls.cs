using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Patching;

/// <summary>Null members, which a typed server drops when it decodes an object.</summary>
internal static class JsonNulls
{
    /// <summary>A copy without members that are null.</summary>
    public static JsonNode? Without(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                var result = new JsonObject();
                foreach (var (name, member) in map.Where(field => field.Value is not null))
                {
                    result[name] = Without(member);
                }

                return result;
            case JsonArray list:
                return new JsonArray([.. list.Select(Without)]);
            default:
                return value?.DeepClone();
        }
    }
}
