using KubeFate.Cli.Output;
using KubeFate.Client.Charts;

namespace KubeFate.Cli.Charts;

/// <summary>Charts as text, with the columns, labels and order of the original.</summary>
internal static class ChartView
{
    public static ListView<ChartResponse> List { get; } = new(
        chart => chart.Uuid,
        chart => $"{chart.Name}/{chart.Version}",
        new("UUID", chart => chart.Uuid),
        new("NAME", chart => chart.Name),
        new("VERSION", chart => chart.Version),
        new("APPVERSION", chart => chart.AppVersion),
        new("SOURCE", chart => chart.Source ?? "-", Wide: true),
        new("CREATED", chart => Times.Format(chart.CreatedAt), Wide: true),
        new("DIGEST", chart => chart.Digest ?? "-", Wide: true));

    public static string Describe(ChartResponse chart)
    {
        var table = new TextTable();
        table.Add("UUID", chart.Uuid);
        table.Add("Name", chart.Name);
        table.Add("Version", chart.Version);
        table.Add("AppVersion", chart.AppVersion);
        table.Add("Chart", chart.Chart.TrimEnd());
        if (chart.Source is { } source) table.Add("Source", source);
        if (chart.Digest is { } digest) table.Add("Digest", digest);
        if (chart.Problem is { } problem) table.Add("Problem", problem);
        return table.ToString();
    }
}
