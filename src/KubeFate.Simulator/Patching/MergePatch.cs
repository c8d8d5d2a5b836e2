using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Patching;

/// <summary>JSON merge patch (RFC 7386): null removes a member, objects are merged, everything else is replaced.</summary>
internal static class MergePatch
{
    /// <summary>A new value; neither argument is changed or shared.</summary>
    public static JsonNode? Apply(JsonNode? current, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = current is JsonObject target ? (JsonObject)target.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Apply(result[name], change);
            }
        }

        return result;
    }
}
