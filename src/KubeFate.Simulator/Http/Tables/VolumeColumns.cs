using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using static KubeFate.Simulator.Http.Tables.Cells;
using static KubeFate.Simulator.Http.Tables.TableColumn;

namespace KubeFate.Simulator.Http.Tables;

internal static class VolumeColumns
{
    public static IEnumerable<KeyValuePair<ResourceType, TableColumn[]>> All { get; } =
    [
        new(ResourceCatalog.PersistentVolumeClaims,
        [
            Named, Text("Status", item => ObjectMeta.IsDeleting(item) ? "Terminating" : Cells.Text(item, "status.phase")),
            Text("Volume", item => Cells.Text(item, "spec.volumeName")),
            Text("Capacity", item => At(item, "spec.volumeName") is null ? "" : Cells.Text(item["status"]?["capacity"], "storage")),
            Text("Access Modes", item => At(item, "spec.volumeName") is null ? "" : Modes(At(item, "status.accessModes"))),
            Text("StorageClass", item => Cells.Text(item, "spec.storageClassName")), Text("VolumeAttributesClass", _ => Unset), Age,
            Wide("VolumeMode", item => Cells.Text(item, "spec.volumeMode", Unset)),
        ]),
        new(ResourceCatalog.PersistentVolumes,
        [
            Named, Text("Capacity", item => Cells.Text(item, "spec.capacity.storage")), Text("Access Modes", item => Modes(At(item, "spec.accessModes"))),
            Text("Reclaim Policy", item => Cells.Text(item, "spec.persistentVolumeReclaimPolicy")),
            Text("Status", item => ObjectMeta.IsDeleting(item) ? "Terminating" : Cells.Text(item, "status.phase")),
            Text("Claim", item => At(item, "spec.claimRef") is { } claim ? $"{Cells.Text(claim, "namespace")}/{Cells.Text(claim, "name")}" : ""),
            Text("StorageClass", item => Cells.Text(item, "spec.storageClassName")), Text("VolumeAttributesClass", _ => Unset),
            Text("Reason", item => Cells.Text(item, "status.reason")), Age, Wide("VolumeMode", item => Cells.Text(item, "spec.volumeMode", Unset)),
        ]),
        new(ResourceCatalog.StorageClasses,
        [
            Text("Name", ClassName) with { Format = "name" }, Text("Provisioner", item => Cells.Text(item, "provisioner")),
            Text("ReclaimPolicy", item => Cells.Text(item, "reclaimPolicy", "Delete")),
            Text("VolumeBindingMode", item => Cells.Text(item, "volumeBindingMode", "Immediate")),
            Text("AllowVolumeExpansion", item => IsTrue(item, "allowVolumeExpansion") ? "true" : "false"), Age,
        ]),
        new(ResourceCatalog.CsiNodes, [Named, Number("Drivers", item => Count(item, "spec.drivers")), Age]),
        new(ResourceCatalog.VolumeAttachments,
        [
            Named, Text("Attacher", item => Cells.Text(item, "spec.attacher")), Text("PV", item => Cells.Text(item, "spec.source.persistentVolumeName")),
            Text("Node", item => Cells.Text(item, "spec.nodeName")), Text("Attached", item => IsTrue(item, "status.attached") ? "true" : "false"), Age,
        ]),
    ];

    private static string ClassName(JsonObject item) =>
        item["metadata"]?["annotations"]?["storageclass.kubernetes.io/is-default-class"]?.ToString() == "true"
            ? ObjectMeta.Name(item) + " (default)" : ObjectMeta.Name(item);

    private static string Modes(JsonNode? modes) => Joined((modes as JsonArray ?? []).Select(mode => mode?.ToString() switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other ?? "",
    }));
}
