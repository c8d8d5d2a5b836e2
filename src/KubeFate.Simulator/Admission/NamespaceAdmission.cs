using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>A namespace must be there before anything can be made in it, and takes nothing new once it is ending.</summary>
internal static class NamespaceAdmission
{
    /// <exception cref="ApiFailure">404: no such namespace. 403: it is being terminated.</exception>
    public static void Require(ObjectStore store, ResourceType type, JsonObject item)
    {
        if (!type.Namespaced) return;
        var ns = item.Namespace();
        if (store.Get(new(ResourceCatalog.Namespaces, "", ns)) is not { } found) throw ApiFailure.NotFound(ResourceCatalog.Namespaces, ns);
        if (!found.IsDeleting()) return;
        throw ApiFailure.Forbidden(
            type,
            item.Name(),
            $"unable to create new content in namespace {ns} because it is being terminated",
            [new("NamespaceTerminating", $"namespace {ns} is being terminated", "metadata.namespace")]);
    }

    /// <summary>Gives a new namespace what a server gives it, in place.</summary>
    public static void Complete(JsonObject ns)
    {
        ns.Child("metadata", "labels")["kubernetes.io/metadata.name"] = ns.Name();
        ns.Child("spec")["finalizers"] ??= new JsonArray("kubernetes");
        ns["status"] = new JsonObject { ["phase"] = "Active" };
    }
}
