using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>
/// What a server does to an object inside its write, by kind. Called under the store's lock, before the object is validated.
/// </summary>
internal static class AdmissionChain
{
    /// <summary>Completes an object in place.</summary>
    /// <param name="before">Null for a new object.</param>
    /// <exception cref="ApiFailure">The write is refused.</exception>
    public static void Admit(ObjectStore store, ObjectKey key, JsonObject item, JsonObject? before)
    {
        if (key.Type == ResourceCatalog.Services) ServiceAdmission.Admit(store, before, item);
        else if (before is not null) return;
        else if (key.Type == ResourceCatalog.Pods) PodAdmission.Admit(store, item);
        else if (key.Type == ResourceCatalog.PersistentVolumeClaims) ClaimAdmission.Admit(store, item);
        else if (key.Type == ResourceCatalog.PersistentVolumes) ClaimAdmission.Protect(item, ClaimAdmission.VolumeProtection);
    }

    /// <summary>Refuses an object that is valid in itself but not allowed here. Called under the store's lock, after the object is validated.</summary>
    /// <param name="before">Null for a new object.</param>
    /// <exception cref="ApiFailure">403: the write is refused.</exception>
    public static void Review(ObjectStore store, ObjectKey key, JsonObject item, JsonObject? before)
    {
        if (before is not null && key.Type == ResourceCatalog.PersistentVolumeClaims) ClaimGrowth.Review(store, item, before);
    }
}
