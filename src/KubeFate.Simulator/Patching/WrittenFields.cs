using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Patching.Ownership;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching;

/// <summary>Which parts of an object a write through some (sub)resource concerns.</summary>
internal static class WrittenFields
{
    // Ownership of these is never recorded: the server sets them, or they name the object.
    private static readonly FieldSet Unowned = FieldSet.Of(
    [
        ["f:apiVersion"],
        ["f:kind"],
        ["f:metadata"],
        .. new[] { "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion" }
            .Select(name => new[] { "f:metadata", PathElement.Field(name) }),
    ]);

    private static readonly FieldSet Status = FieldSet.Of(["f:status"]);
    private static readonly FieldSet BesideStatus = FieldSet.Of(["f:spec"], ["f:metadata", "f:labels"], ["f:metadata", "f:ownerReferences"]);

    /// <summary>The fields that a write through this subresource leaves alone.</summary>
    public static FieldSet Ignored(string subresource, ObjectSchema schema) => subresource switch
    {
        "status" => BesideStatus,
        _ when schema.Type.FindField("spec") is not null && schema.Type.FindField("status") is not null => Status,
        _ => FieldSet.Empty,
    };

    /// <summary>A set without the fields whose ownership is never recorded.</summary>
    public static FieldSet Strip(FieldSet set) => set.Difference(Unowned);

    /// <summary>A copy without managedFields, which are no field of their own.</summary>
    public static JsonObject WithoutManagedFields(JsonObject source)
    {
        var copy = (JsonObject)source.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }

    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
