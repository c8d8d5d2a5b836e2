using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>Claims grow only where their storage class allows it (kubernetes plugin/pkg/admission/storage/persistentvolume/resize).</summary>
internal static class ClaimGrowth
{
    /// <exception cref="ApiFailure">403: the claim is not bound, or its class cannot resize.</exception>
    public static void Review(ObjectStore store, JsonObject claim, JsonObject before)
    {
        if (!(Size(claim) > Size(before))) return;
        if (before.Text("status", "phase") is not "Bound") throw Refused(claim, "Only bound persistent volume claims can be expanded");
        var name = before.Text("spec", "storageClassName");
        var known = string.IsNullOrEmpty(name) ? null : store.Get(new(ResourceCatalog.StorageClasses, "", name));
        if (known.Flag("allowVolumeExpansion")) return;
        throw Refused(
            claim, "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
    }

    private static decimal? Size(JsonObject claim) => Quantity.Parse(claim.At("spec", "resources", "requests", "storage")?.ToString() ?? "");

    private static ApiFailure Refused(JsonObject claim, string why) =>
        ApiFailure.Forbidden(ResourceCatalog.PersistentVolumeClaims, claim.Name(), why);
}
