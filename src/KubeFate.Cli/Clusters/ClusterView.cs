using System.Globalization;
using System.Text.Json;
using KubeFate.Cli.Output;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary>Clusters as text, with the columns, labels and order of the original. FATE Manager reads them: UUID is the first, NAME the second.</summary>
internal static class ClusterView
{
    public static ListView<ClusterResponse> List(TimeProvider clock) => new(
        cluster => cluster.Uuid,
        cluster => $"{cluster.Namespace}/{cluster.Name}",
        new("UUID", cluster => cluster.Uuid),
        new("NAME", cluster => cluster.Name),
        new("NAMESPACE", cluster => cluster.Namespace),
        new("REVISION", cluster => cluster.Revision.ToString(CultureInfo.InvariantCulture)),
        new("STATUS", cluster => cluster.Status),
        new("CHART", cluster => cluster.ChartName),
        new("ChartVERSION", cluster => cluster.ChartVersion),
        new("AGE", cluster => Durations.Humanize(clock.GetUtcNow() - cluster.CreatedAt)),
        new("HELMREVISION", cluster => cluster.HelmRevision.ToString(CultureInfo.InvariantCulture), Wide: true),
        new("PARTYID", cluster => cluster.Spec?["partyId"]?.ToString() ?? "-", Wide: true),
        new("UPDATED", cluster => Times.Format(cluster.UpdatedAt), Wide: true));

    public static string Describe(ClusterResponse cluster, TimeProvider clock)
    {
        var table = new TextTable();
        table.Add("UUID", cluster.Uuid);
        table.Add("Name", cluster.Name);
        table.Add("NameSpace", cluster.Namespace);
        table.Add("ChartName", cluster.ChartName);
        table.Add("ChartVersion", cluster.ChartVersion);
        table.Add("Revision", cluster.Revision.ToString(CultureInfo.InvariantCulture));
        table.Add("Age", Durations.Humanize(clock.GetUtcNow() - cluster.CreatedAt));
        table.Add("Status", cluster.Status);
        table.Add("Spec", YamlText.Write(cluster.Spec, sortKeys: true));
        if (cluster.Info is { } info) table.Add("Info", YamlText.Write(JsonSerializer.SerializeToNode(info, WireJson.Default.ClusterInfoResponse)));
        return table.ToString();
    }
}
