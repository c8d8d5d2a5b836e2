using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>Owner references.</summary>
internal static class Owners
{
    /// <summary>The reference to the owner that controls an object, or null.</summary>
    public static JsonObject? Controller(JsonObject item) =>
        item.Items("metadata", "ownerReferences").FirstOrDefault(reference => reference.Flag("controller"));

    public static ResourceType? Type(JsonObject reference) =>
        ResourceCatalog.Find(reference.Text("apiVersion") ?? "", reference.Text("kind") ?? "");

    /// <summary>The key of the controlling owner when it is of this type: whom to look at when the object changes.</summary>
    public static ObjectKey? ControllerKey(JsonObject item, ResourceType type) =>
        Controller(item) is { } reference && reference.Is(type.Kind, "kind") && reference.Is(type.ApiVersion, "apiVersion")
            ? new(type, type.Namespaced ? item.Namespace() : "", reference.Text("name") ?? "")
            : null;

    /// <summary>A reference by which the owner controls what carries it.</summary>
    public static JsonObject ControllerReference(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>A reference by which an object goes when its owner does.</summary>
    public static JsonObject Reference(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
    };

    public static void Adopt(JsonObject item, JsonObject reference)
    {
        var metadata = item.Child("metadata");
        if (metadata["ownerReferences"] is not JsonArray references) metadata["ownerReferences"] = references = [];
        references.Add(reference);
    }
}
