using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Controllers.Scheduling;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Controllers.Volumes;

/// <summary>PersistentVolumes: how one is made for a claim, and which claim one is for.</summary>
internal static class Volume
{
    /// <summary>Makes the volume of a claim; a second call finds the first one's.</summary>
    public static JsonObject Create(Cluster cluster, JsonObject claim, JsonObject storageClass)
    {
        var name = "pvc-" + claim.Uid();
        if (cluster.Get(ResourceCatalog.PersistentVolumes, "", name) is { } earlier) return earlier;
        return cluster.Store.Create(new(ResourceCatalog.PersistentVolumes, "", name), new()
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject { ["pv.kubernetes.io/provisioned-by"] = storageClass.Text("provisioner") },
                ["finalizers"] = new JsonArray(ClaimAdmission.VolumeProtection),
            },
            ["spec"] = new JsonObject
            {
                ["capacity"] = new JsonObject { ["storage"] = claim.At("spec", "resources", "requests", "storage")?.DeepClone() ?? "1Gi" },
                ["accessModes"] = claim.At("spec", "accessModes")?.DeepClone(),
                ["persistentVolumeReclaimPolicy"] = storageClass.Text("reclaimPolicy") ?? "Delete",
                ["storageClassName"] = storageClass.Name(),
                ["volumeMode"] = claim.Text("spec", "volumeMode") ?? "Filesystem",
                ["claimRef"] = ReferenceTo(claim),
                ["hostPath"] = new JsonObject { ["path"] = "/simulated/" + name, ["type"] = "" },
            },
            ["status"] = new JsonObject { ["phase"] = "Pending" },
        });
    }

    /// <summary>Whether a volume is free for this claim, or reserved for it by name.</summary>
    public static bool IsFor(JsonObject volume, JsonObject claim) => volume.At("spec", "claimRef") is not { } reference
        || (reference.Is(claim.Namespace(), "namespace") && reference.Is(claim.Name(), "name")
            && (reference.Text("uid") is null or "" || reference.Is(claim.Uid(), "uid")));

    /// <summary>Whether a volume that is there already is large enough, of the same class and modes, and free for this claim.</summary>
    public static bool Satisfies(JsonObject volume, JsonObject claim)
    {
        if (!IsFor(volume, claim)
            || !string.Equals(volume.Text("spec", "storageClassName") ?? "", claim.Text("spec", "storageClassName") ?? "", StringComparison.Ordinal))
            return false;
        if (volume.Text("status", "phase") is "Released" or "Failed") return false;
        if (claim.At("spec", "selector") is { } selector && !LabelQuery.Matches(selector, volume.At("metadata", "labels"))) return false;
        var modes = volume.At("spec", "accessModes") is JsonArray offered
            ? offered.Select(mode => mode?.ToString()).ToHashSet(StringComparer.Ordinal)
            : [];
        if (claim.At("spec", "accessModes") is JsonArray asked && !asked.All(mode => modes.Contains(mode?.ToString()))) return false;
        return Amounts.Of(volume.At("spec", "capacity", "storage")) >= Amounts.Of(claim.At("spec", "resources", "requests", "storage"));
    }

    /// <summary>The volume, bound to a claim.</summary>
    /// <param name="canGrow">Whether the class lets a claim ask for more than the volume has.</param>
    public static JsonObject Bound(JsonObject volume, JsonObject claim, bool canGrow)
    {
        var wanted = claim.At("spec", "resources", "requests", "storage");
        if (canGrow && Amounts.Of(wanted) > Amounts.Of(volume.At("spec", "capacity", "storage")))
            volume.Child("spec", "capacity")["storage"] = wanted?.DeepClone();
        if (!volume.Is(claim.Uid(), "spec", "claimRef", "uid")) volume.Child("spec")["claimRef"] = ReferenceTo(claim);
        volume["status"] = new JsonObject { ["phase"] = "Bound" };
        return volume;
    }

    private static JsonObject ReferenceTo(JsonObject claim) => new()
    {
        ["kind"] = "PersistentVolumeClaim",
        ["namespace"] = claim.Namespace(),
        ["name"] = claim.Name(),
        ["uid"] = claim.Uid(),
        ["apiVersion"] = "v1",
        ["resourceVersion"] = claim.Text("metadata", "resourceVersion"),
    };
}
