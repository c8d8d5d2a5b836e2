using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>
/// What a server adds to every new PersistentVolumeClaim: the default storage class, protection while in use, a first status.
/// </summary>
internal static class ClaimAdmission
{
    public const string Protection = "kubernetes.io/pvc-protection";
    public const string VolumeProtection = "kubernetes.io/pv-protection";
    public const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    /// <summary>Completes a new claim in place. A class that is told, also an empty one, is left alone.</summary>
    public static void Admit(ObjectStore store, JsonObject claim)
    {
        var spec = claim.Child("spec");
        if (spec["storageClassName"] is null
            && claim.Annotation("volume.beta.kubernetes.io/storage-class") is null && Default(store) is { } name)
            spec["storageClassName"] = name;
        spec["volumeMode"] ??= "Filesystem";
        Protect(claim, Protection);
        claim["status"] = new JsonObject { ["phase"] = "Pending" };
    }

    /// <summary>Adds a finalizer, in place.</summary>
    public static void Protect(JsonObject item, string finalizer)
    {
        if (item.HasFinalizer(finalizer)) return;
        var metadata = item.Child("metadata");
        if (metadata["finalizers"] is JsonArray finalizers) finalizers.Add(finalizer);
        else metadata["finalizers"] = new JsonArray(finalizer);
    }

    private static string? Default(ObjectStore store) => store.List(ResourceCatalog.StorageClasses, null)
        .Where(known => known.Annotation(DefaultClass) is "true")
        .OrderByDescending(known => known.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
        .FirstOrDefault()?.Name();
}
