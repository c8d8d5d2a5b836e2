using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Volumes;

/// <summary>What becomes of a volume whose claim is gone: deleted, or kept as Released, as its reclaim policy says.</summary>
internal sealed class VolumeController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.PersistentVolumes) return [change.Key];
        return change.Key.Type == ResourceCatalog.PersistentVolumeClaims && change.Object.Text("spec", "volumeName") is { Length: > 0 } name
            ? [new(ResourceCatalog.PersistentVolumes, "", name)]
            : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } volume) return null;
        if (IsClaimed(volume)) return null;
        if (volume.IsDeleting())
        {
            cluster.Store.Update(key, current =>
            {
                current.RemoveFinalizer(ClaimAdmission.VolumeProtection);
                return current;
            });
        }
        else if (volume.At("spec", "claimRef", "uid") is null) SetPhase(key, volume, "Available");
        else if (volume.Text("spec", "persistentVolumeReclaimPolicy") is "Delete") cluster.Delete(key, volume);
        else SetPhase(key, volume, "Released");
        return null;
    }

    private bool IsClaimed(JsonObject volume) => volume.At("spec", "claimRef") is { } reference
        && cluster.Get(ResourceCatalog.PersistentVolumeClaims, reference.Text("namespace") ?? "", reference.Text("name"))?.Uid() is { } uid
        && reference.Is(uid, "uid");

    private void SetPhase(ObjectKey key, JsonObject volume, string phase) => cluster.UpdateStatus(key, volume, new() { ["phase"] = phase });
}
