using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Admission;

/// <summary>New objects need a namespace that exists and is not on its way out.</summary>
internal static class NamespaceAdmission
{
    /// <exception cref="ApiFailure">404 when it is missing, 403 when it is being deleted.</exception>
    public static void Require(ObjectStore store, ObjectKey key)
    {
        if (!key.Type.Namespaced) return;
        if (key.Namespace.Length == 0) throw ApiFailure.BadRequest("an empty namespace may not be set during creation");
        var ns = store.Get(new(ResourceCatalog.Namespaces, "", key.Namespace)) ?? throw ApiFailure.NotFound(ResourceCatalog.Namespaces, key.Namespace);
        if (!ObjectMeta.IsDeleting(ns)) return;
        throw ApiFailure.Forbidden(
            key.Type, key.Name, $"unable to create new content in namespace {key.Namespace} because it is being terminated",
            [new("NamespaceTerminating", $"namespace {key.Namespace} is being terminated", "metadata.namespace")]);
    }
}
