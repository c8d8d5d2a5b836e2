using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

/// <summary>How a type that has no objects of its own shows those of another: a second version or group of one kind.</summary>
/// <param name="Stored">The type whose objects it shows.</param>
/// <param name="ToServed">A stored object as this type says it; a new object.</param>
/// <param name="ToStored">The way back; a new object.</param>
internal sealed record TypeView(ResourceType Stored, Func<JsonObject, JsonObject> ToServed, Func<JsonObject, JsonObject> ToStored)
{
    /// <summary>Two versions that differ in nothing but their name, as those of a CustomResourceDefinition without conversion.</summary>
    public static TypeView Renamed(ResourceType stored, string servedApiVersion) =>
        new(stored, item => Named(item, servedApiVersion), item => Named(item, stored.ApiVersion));

    private static JsonObject Named(JsonObject item, string apiVersion)
    {
        var copy = (JsonObject)item.DeepClone();
        copy["apiVersion"] = apiVersion;
        return copy;
    }
}
