using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>Which columns each kind is printed with, after the printers of Kubernetes 1.31.</summary>
internal static class TableColumns
{
    private static readonly TableColumn[] Unknown = [TableColumn.Named, TableColumn.CreatedAt];
    private static readonly TableColumn[] Custom = [TableColumn.Named, TableColumn.Age];

    private static readonly Dictionary<ResourceType, TableColumn[]> Known = new(
        [.. WorkloadColumns.All, .. NetworkColumns.All, .. VolumeColumns.All, .. ClusterColumns.All, .. AccessColumns.All]);

    public static IReadOnlyList<TableColumn> Of(ResourceType type)
    {
        if (type.PrinterColumns is { Count: > 0 } printed) return CustomColumns.Of(printed);
        return Known.GetValueOrDefault(type, ResourceCatalog.All.Contains(type) ? Unknown : Custom);
    }
}
